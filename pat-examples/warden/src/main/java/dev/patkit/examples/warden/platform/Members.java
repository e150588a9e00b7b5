package dev.patkit.examples.warden.platform;

import dev.patkit.verify.Accepted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The users of the platform. Each query reads the database, so every service refuses a deactivated member from the next
 * request on.
 */
public final class Members {
    private static final String ALL = "SELECT name, id, full_name, email, admin, active FROM warden_member";
    private static final List<Member> DEMO = List.of(
            demo("alice", "a11ce000-0000-4000-8000-000000000001", "Alice Liddell", false),
            demo("bob", "b0b00000-0000-4000-8000-000000000002", "Bob Cratchit", false),
            demo("carol", "ca401000-0000-4000-8000-000000000003", "Carol Danvers", true));

    private final Jdbi jdbi;

    /** The members in a database. Missing demo members are added. */
    public Members(Jdbi jdbi) {
        this.jdbi = jdbi;
        DEMO.forEach(this::addIfMissing);
    }

    private static Member demo(String name, String id, String fullName, boolean admin) {
        return new Member(name, UUID.fromString(id), fullName, name + "@example.com", admin, true);
    }

    private void addIfMissing(Member member) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO warden_member (name, id, full_name, email, admin, active) VALUES (?, ?, ?, ?, ?, 1)"
                        + " ON CONFLICT DO NOTHING",
                member.name(),
                member.id().toString(),
                member.fullName(),
                member.email(),
                member.admin() ? 1 : 0));
    }

    /** Returns all members, ordered by name. */
    public List<Member> all() {
        return jdbi.withHandle(handle ->
                handle.select(ALL + " ORDER BY name").map(Members::read).list());
    }

    private static Member read(ResultSet row, StatementContext context) throws SQLException {
        return new Member(
                row.getString("name"),
                UUID.fromString(row.getString("id")),
                row.getString("full_name"),
                row.getString("email"),
                row.getInt("admin") == 1,
                row.getInt("active") == 1);
    }

    /** Finds a member by name. */
    public Optional<Member> find(String name) {
        return jdbi.withHandle(handle ->
                handle.select(ALL + " WHERE name = ?", name).map(Members::read).findFirst());
    }

    /** Finds a member by id. */
    public Optional<Member> find(UUID id) {
        return jdbi.withHandle(handle -> handle.select(ALL + " WHERE id = ?", id.toString())
                .map(Members::read)
                .findFirst());
    }

    /** Returns the owner of an accepted token. */
    public Member ownerOf(Accepted caller) {
        return find(caller.token().owner()).orElseThrow();
    }

    /** Whether an active member has this name. The verifier calls this for each token's owner. */
    public boolean isActive(String name) {
        return find(name).filter(Member::active).isPresent();
    }

    /**
     * Deactivates or reactivates a member, in one transaction with further writes. The tokens themselves do not change.
     *
     * @param alsoWritten runs inside the transaction
     */
    public void setActive(Member member, boolean active, Runnable alsoWritten) {
        jdbi.useTransaction(handle -> {
            handle.execute("UPDATE warden_member SET active = ? WHERE name = ?", active ? 1 : 0, member.name());
            alsoWritten.run();
        });
    }
}
