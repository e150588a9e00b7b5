package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Project;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The jobs that create projects. Clients poll a job until it is completed; here every job completes at once. */
final class Jobs {
    private final Jdbi jdbi;
    private final ProjectStore projects;

    Jobs(Jdbi jdbi, ProjectStore projects) {
        this.jdbi = jdbi;
        this.projects = projects;
    }

    /** Creates a project and its job in one transaction; returns the job's id. */
    UUID create(String name, String summary, Member creator) {
        UUID job = UUID.randomUUID();
        jdbi.useTransaction(handle -> {
            Project project = projects.create(name, summary, creator);
            handle.execute(
                    "INSERT INTO warden_project_job (id, creator, project_id) VALUES (?, ?, ?)",
                    job.toString(),
                    creator.name(),
                    project.id().toString());
        });
        return job;
    }

    /** Returns the project that a job created, if the viewer started the job or is an admin. */
    Optional<UUID> project(UUID job, Member viewer) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT project_id FROM warden_project_job WHERE id = ? AND (1 = ? OR creator = ?)",
                        job.toString(),
                        viewer.admin() ? 1 : 0,
                        viewer.name())
                .mapTo(String.class)
                .findFirst()
                .map(UUID::fromString));
    }
}
