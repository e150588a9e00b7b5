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
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The projects and their members. Queries return only what the given member may see. */
public final class ProjectStore {
    /** The demo project, with members alice and bob. */
    public static final UUID DEMO = UUID.fromString("0a11ce0b-0b00-4000-8000-0000000000a1");

    /** The role of the member who creates a project. */
    public static final String SCRUM_MASTER = "scrum-master";
    /** The role of members who join a project. */
    public static final String DEVELOPER = "developer";

    private static final String LISTED = " FROM warden_project p WHERE (1 = :inactive OR p.active = 1) AND (1 = :all"
            + " OR EXISTS (SELECT 1 FROM warden_project_member m WHERE m.project_id = p.id AND m.member = :member))";
    private static final String VISIBLE = "SELECT p.* FROM warden_project p WHERE (1 = :admin OR p.active = 1"
            + " AND EXISTS (SELECT 1 FROM warden_project_member m WHERE m.project_id = p.id AND m.member = :member))";

    private final Jdbi jdbi;
    private final Clock clock;

    /** The projects in a database. The demo project is added if it is missing. */
    public ProjectStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        jdbi.useTransaction(handle -> {
            if (insert(handle, new Project(DEMO, "Aurora", "The demo's project", clock.instant(), true))) {
                join(handle, DEMO, "alice", SCRUM_MASTER);
                join(handle, DEMO, "bob", DEVELOPER);
            }
        });
    }

    /** Leaves an existing project unchanged, so that members who left the demo project are not added again. */
    private static boolean insert(Handle handle, Project project) {
        int inserted = handle.execute(
                "INSERT INTO warden_project (id, name, summary, created_at, active) VALUES (?, ?, ?, ?, 1)"
                        + " ON CONFLICT DO NOTHING",
                project.id().toString(),
                project.name(),
                project.summary(),
                project.createdAt().toEpochMilli());
        return inserted > 0;
    }

    private static void join(Handle handle, UUID project, String member, String role) {
        handle.execute(
                "INSERT INTO warden_project_member (project_id, member, role) VALUES (?, ?, ?)",
                project.toString(),
                member,
                role);
    }

    /** Finds a project by id, if the member may see it. */
    public Optional<Project> visible(UUID id, Member viewer) {
        return jdbi.withHandle(handle -> handle.createQuery(VISIBLE + " AND p.id = :id")
                .bind("admin", viewer.admin() ? 1 : 0)
                .bind("member", viewer.name())
                .bind("id", id.toString())
                .map(ProjectStore::read)
                .findFirst());
    }

    /** Returns the projects that a member may see, ordered by name. */
    public List<Project> visible(Member viewer) {
        return jdbi.withHandle(handle -> handle.createQuery(VISIBLE + " ORDER BY p.name, p.id")
                .bind("admin", viewer.admin() ? 1 : 0)
                .bind("member", viewer.name())
                .map(ProjectStore::read)
                .list());
    }

    /** Counts the projects that match a filter. */
    public long count(ProjectFilter filter) {
        return jdbi.withHandle(handle -> bind(handle.createQuery("SELECT COUNT(*)" + LISTED), filter)
                .mapTo(Long.class)
                .one());
    }

    /** Returns one page of the projects that match a filter, ordered by name. */
    public List<Project> list(ProjectFilter filter, int offset, int limit) {
        String sql = "SELECT p.*" + LISTED + " ORDER BY p.name, p.id LIMIT :limit OFFSET :offset";
        return jdbi.withHandle(handle -> bind(handle.createQuery(sql), filter)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ProjectStore::read)
                .list());
    }

    private static Query bind(Query query, ProjectFilter filter) {
        return query.bind("inactive", filter.inactive() ? 1 : 0)
                .bind("all", filter.member().isPresent() ? 0 : 1)
                .bind("member", filter.member().map(Member::name).orElse(""));
    }

    private static Project read(ResultSet row, StatementContext context) throws SQLException {
        return new Project(
                UUID.fromString(row.getString("id")),
                row.getString("name"),
                row.getString("summary"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("active") == 1);
    }

    /** Creates a project with its creator as the first member. */
    public Project create(String name, String summary, Member creator) {
        Project project = new Project(UUID.randomUUID(), name, summary, clock.instant(), true);
        jdbi.useTransaction(handle -> {
            insert(handle, project);
            join(handle, project.id(), creator.name(), SCRUM_MASTER);
        });
        return project;
    }

    /** Changes the name and the summary of a project. */
    public void rename(UUID id, String name, String summary) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE warden_project SET name = ?, summary = ? WHERE id = ?", name, summary, id.toString()));
    }

    /** Deactivates a project, so that only admins see it and its repository. */
    public void deactivate(UUID id) {
        jdbi.useHandle(handle -> handle.execute("UPDATE warden_project SET active = 0 WHERE id = ?", id.toString()));
    }
}
