package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.Member;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The members of projects and their roles. A project always has a scrum master. */
final class Team {
    private static final String MEMBERS = "SELECT m.id, m.full_name, m.active, t.role FROM warden_project_member t"
            + " JOIN warden_member m ON m.name = t.member WHERE t.project_id = ? ORDER BY m.name";

    private final Jdbi jdbi;

    Team(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<TeamMember> of(UUID project) {
        return jdbi.withHandle(handle -> handle.select(MEMBERS, project.toString())
                .map((row, context) -> new TeamMember(
                        UUID.fromString(row.getString("id")),
                        row.getString("full_name"),
                        row.getInt("active") == 1,
                        Role.ofStoredName(row.getString("role"))))
                .list());
    }

    Optional<Role> role(UUID project, Member member) {
        return jdbi.withHandle(handle -> role(handle, project, member));
    }

    private static Optional<Role> role(Handle handle, UUID project, Member member) {
        return handle.select(
                        "SELECT role FROM warden_project_member WHERE project_id = ? AND member = ?",
                        project.toString(),
                        member.name())
                .mapTo(String.class)
                .findFirst()
                .map(Role::ofStoredName);
    }

    TeamChange add(UUID project, Member member, Role role) {
        int added = jdbi.withHandle(handle -> handle.execute(
                "INSERT INTO warden_project_member (project_id, member, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                project.toString(),
                member.name(),
                role.storedName()));
        return added == 0 ? TeamChange.ALREADY_MEMBER : TeamChange.DONE;
    }

    TeamChange change(UUID project, Member member, Role role) {
        return changeMember(
                project,
                member,
                role.isAdministrator(),
                handle -> handle.execute(
                        "UPDATE warden_project_member SET role = ? WHERE project_id = ? AND member = ?",
                        role.storedName(),
                        project.toString(),
                        member.name()));
    }

    TeamChange remove(UUID project, Member member) {
        return changeMember(
                project,
                member,
                false,
                handle -> handle.execute(
                        "DELETE FROM warden_project_member WHERE project_id = ? AND member = ?",
                        project.toString(),
                        member.name()));
    }

    /** Serializes changes to one team, so that the last two scrum masters cannot leave concurrently. */
    private TeamChange changeMember(UUID project, Member member, boolean administratorAfter, Consumer<Handle> change) {
        return jdbi.inTransaction(handle -> {
            handle.execute("UPDATE warden_project SET active = active WHERE id = ?", project.toString());
            Optional<Role> before = role(handle, project, member);
            if (before.isEmpty()) {
                return TeamChange.NOT_A_MEMBER;
            }
            if (before.get().isAdministrator() && !administratorAfter && scrumMasters(handle, project) == 1) {
                return TeamChange.LAST_SCRUM_MASTER;
            }
            change.accept(handle);
            return TeamChange.DONE;
        });
    }

    private static int scrumMasters(Handle handle, UUID project) {
        return handle.select(
                        "SELECT COUNT(*) FROM warden_project_member WHERE project_id = ? AND role = ?",
                        project.toString(),
                        Role.SCRUM_MASTER.storedName())
                .mapTo(Integer.class)
                .one();
    }
}
