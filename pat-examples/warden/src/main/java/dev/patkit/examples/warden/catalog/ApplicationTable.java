package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.rest.PageBounds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The applications in the database. Names are unique per owner. */
final class ApplicationTable {
    private static final String INSERT = "INSERT INTO catalog_application"
            + " (id, owner, name, description, repository_location, type, updated_at) VALUES"
            + " (:id, :owner, :name, :description, :location, :type, :now) ON CONFLICT DO NOTHING";
    private static final String UPDATE = "UPDATE catalog_application SET name = :name, description = :description,"
            + " repository_location = :location, type = :type, updated_at = :now WHERE id = :id AND NOT EXISTS"
            + " (SELECT 1 FROM catalog_application other WHERE other.owner = catalog_application.owner"
            + " AND other.name = :name AND other.id <> :id)";
    private static final String MATCHING = " FROM catalog_application WHERE (:owner = '' OR owner = :owner)"
            + " AND (LOWER(name) LIKE :text OR LOWER(description) LIKE :text)";

    private final Jdbi jdbi;
    private final Clock clock;

    ApplicationTable(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Registers an application. Returns empty, and changes nothing, if the owner already uses the name. */
    Optional<Application> insert(String owner, Registration registration) {
        UUID id = UUID.randomUUID();
        int inserted = jdbi.withHandle(handle -> bind(handle.createUpdate(INSERT), id, registration)
                .bind("owner", owner)
                .execute());
        return inserted == 0 ? Optional.empty() : find(id);
    }

    private <T extends SqlStatement<T>> T bind(T statement, UUID id, Registration registration) {
        return statement
                .bind("id", id.toString())
                .bind("name", registration.name())
                .bind("description", registration.description())
                .bind("location", registration.repositoryLocation())
                .bind("type", registration.type())
                .bind("now", clock.millis());
    }

    /** Changes an application. Returns empty, and changes nothing, if the owner uses the name for another one. */
    Optional<Application> update(UUID id, Registration registration) {
        int updated = jdbi.withHandle(
                handle -> bind(handle.createUpdate(UPDATE), id, registration).execute());
        return updated == 0 ? Optional.empty() : find(id);
    }

    void delete(UUID id) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM catalog_application WHERE id = ?", id.toString()));
    }

    Optional<Application> find(UUID id) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM catalog_application WHERE id = ?", id.toString())
                .map(ApplicationTable::read)
                .findFirst());
    }

    long count(Search search) {
        return jdbi.withHandle(handle -> bind(handle.createQuery("SELECT COUNT(*)" + MATCHING), search)
                .mapTo(Long.class)
                .one());
    }

    /** Returns one page of the matching applications, ordered by name. */
    List<Application> list(Search search, PageBounds page) {
        String sql = "SELECT *" + MATCHING + " ORDER BY LOWER(name), id LIMIT :limit OFFSET :offset";
        return jdbi.withHandle(handle -> bind(handle.createQuery(sql), search)
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map(ApplicationTable::read)
                .list());
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Search search) {
        return statement
                .bind("owner", search.owner())
                .bind("text", "%" + search.text().toLowerCase(Locale.ROOT) + "%");
    }

    private static Application read(ResultSet row, StatementContext context) throws SQLException {
        return new Application(
                UUID.fromString(row.getString("id")),
                row.getString("name"),
                row.getString("description"),
                row.getString("repository_location"),
                row.getString("type"),
                row.getString("owner"),
                Instant.ofEpochMilli(row.getLong("updated_at")).toString());
    }
}
