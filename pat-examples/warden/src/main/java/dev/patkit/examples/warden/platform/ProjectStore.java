package dev.patkit.examples.warden.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The projects and who works in them. A token acts as its owner, so what a member may not see is not there. */
public final class ProjectStore {
    /** The project that is there from the start, with alice and bob. */
    public static final UUID DEMO = UUID.fromString("0a11ce0b-0b00-4000-8000-0000000000a1");

    /** The role of whoever makes a project. */
    public static final String SCRUM_MASTER = "scrum-master";
    /** The role of those who join one. */
    public static final String DEVELOPER = "developer";

    private static final String VISIBLE = "SELECT p.* FROM warden_project p WHERE (1 = :admin OR p.active = 1"
            + " AND EXISTS (SELECT 1 FROM warden_project_member m WHERE m.project_id = p.id AND m.member = :member))";

    private final Jdbi jdbi;
    private final Clock clock;

    /** The projects in a database, which gets the demo's one if it is not there. */
    public ProjectStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        jdbi.useTransaction(handle -> {
            insert(handle, new Project(DEMO, "Aurora", "The demo's project", clock.instant(), true));
            join(handle, DEMO, "alice", SCRUM_MASTER);
            join(handle, DEMO, "bob", DEVELOPER);
        });
    }

    private static void insert(Handle handle, Project project) {
        handle.execute(
                "INSERT INTO warden_project (id, name, summary, created_at, active) VALUES (?, ?, ?, ?, 1)"
                        + " ON CONFLICT DO NOTHING",
                project.id().toString(),
                project.name(),
                project.summary(),
                project.createdAt().toEpochMilli());
    }

    private static void join(Handle handle, UUID project, String member, String role) {
        handle.execute(
                "INSERT INTO warden_project_member (project_id, member, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                project.toString(),
                member,
                role);
    }

    /** The project of an id, if there is one that a member may see. */
    public Optional<Project> visible(UUID id, Member viewer) {
        return jdbi.withHandle(handle -> handle.createQuery(VISIBLE + " AND p.id = :id")
                .bind("admin", viewer.admin() ? 1 : 0)
                .bind("member", viewer.name())
                .bind("id", id.toString())
                .map(ProjectStore::read)
                .findFirst());
    }

    /** The projects that a member may see, by name. */
    public List<Project> visible(Member viewer) {
        return jdbi.withHandle(handle -> handle.createQuery(VISIBLE + " ORDER BY p.name, p.id")
                .bind("admin", viewer.admin() ? 1 : 0)
                .bind("member", viewer.name())
                .map(ProjectStore::read)
                .list());
    }

    private static Project read(ResultSet row, StatementContext context) throws SQLException {
        return new Project(
                UUID.fromString(row.getString("id")),
                row.getString("name"),
                row.getString("summary"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("active") == 1);
    }

    /** Makes a project; whoever makes it is its first member. */
    public Project create(String name, String summary, Member creator) {
        Project project = new Project(UUID.randomUUID(), name, summary, clock.instant(), true);
        jdbi.useTransaction(handle -> {
            insert(handle, project);
            join(handle, project.id(), creator.name(), SCRUM_MASTER);
        });
        return project;
    }
}
