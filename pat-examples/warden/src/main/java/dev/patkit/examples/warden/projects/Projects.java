package dev.patkit.examples.warden.projects;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.patkit.examples.warden.guard.ServiceRoutes;
import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.token.Requirement;
import io.javalin.config.RoutesConfig;
import org.jdbi.v3.core.Jdbi;

/** The routes of Projects. */
public final class Projects {
    private static final Requirement READ = Requirement.of(PlatformScope.METADATA_READ);
    private static final Requirement CREATE = Requirement.of(PlatformScope.APP_CREATE);
    private static final Requirement WRITE = Requirement.of(PlatformScope.APP_WRITE);
    private static final Requirement REMOVE = Requirement.of(PlatformScope.APP_DELETE);
    private static final Requirement TEAM = Requirement.of(PlatformScope.TEAM_WRITE);
    private static final Requirement ROLES = Requirement.of(PlatformScope.ROLES_READ);

    private static final String PROJECTS = "/v2/projects";
    private static final String PROJECT = PROJECTS + "/{project}";
    private static final String TEAM_MEMBERS = PROJECT + "/members";
    private static final String TEAM_MEMBER = TEAM_MEMBERS + "/{member}";
    private static final String LEGACY = "/rest/projectservice/v1/projects";

    private Projects() {}

    /** Adds the service's routes. */
    public static void addTo(RoutesConfig routes, TokenGuard guard, Jdbi jdbi, Members members, ProjectStore projects) {
        ProjectAccess access = new ProjectAccess(members, projects, new Team(jdbi));
        Jobs jobs = new Jobs(jdbi, projects);
        ServiceRoutes service = new ServiceRoutes(routes, guard, new ErrorEnvelope("Projects", "Invalid access token"));
        addJobs(service, PROJECTS, new JobHandlers(access, jobs, "jobId", "projectId"));
        addJobs(service, LEGACY, new JobHandlers(access, jobs, "job_id", "project_id"));
        addProjects(service, new ProjectHandlers(access));
        addTeam(service, new TeamHandlers(access));
        addRoles(service, new RoleHandlers(access));
    }

    private static void addJobs(ServiceRoutes service, String projects, JobHandlers handlers) {
        service.add(POST, projects, CREATE, handlers::create).get(projects + "/jobs/{job}", CREATE, handlers::read);
    }

    private static void addProjects(ServiceRoutes service, ProjectHandlers handlers) {
        service.get(PROJECTS, READ, handlers::redirect)
                .get("/v2/accounts/{member}/projects", READ, handlers::ofAccount)
                .get("/v2/users/{member}/projects", READ, handlers::ofUser)
                .get(PROJECT, READ, handlers::read)
                .add(PATCH, PROJECT, WRITE, handlers::change)
                .add(DELETE, PROJECT, REMOVE, handlers::delete)
                .add(DELETE, LEGACY + "/{project}", REMOVE, handlers::delete);
    }

    private static void addTeam(ServiceRoutes service, TeamHandlers handlers) {
        service.get(TEAM_MEMBERS, READ, handlers::list)
                .add(POST, TEAM_MEMBERS, TEAM, handlers::add)
                .add(PATCH, TEAM_MEMBER, TEAM, handlers::change)
                .add(DELETE, TEAM_MEMBER, TEAM, handlers::remove);
    }

    private static void addRoles(ServiceRoutes service, RoleHandlers handlers) {
        service.get("/v2/accounts/{member}/roles", ROLES, handlers::list)
                .get("/v2/roles/{role}", ROLES, handlers::read);
    }
}
