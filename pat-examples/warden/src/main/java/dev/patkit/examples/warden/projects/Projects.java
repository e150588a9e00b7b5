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
    private static final String OLDER = "/rest/projectservice/v1/projects";

    private Projects() {}

    /** Adds the service's routes. */
    public static void addTo(RoutesConfig routes, TokenGuard guard, Jdbi jdbi, Members members, ProjectStore projects) {
        Access access = new Access(members, projects, new Team(jdbi));
        Jobs jobs = new Jobs(jdbi, projects);
        ServiceRoutes service = new ServiceRoutes(routes, guard, new ErrorEnvelope("Projects", "Invalid access token"));
        addJobs(service, PROJECTS, new JobCalls(access, jobs, "jobId", "projectId"));
        addJobs(service, OLDER, new JobCalls(access, jobs, "job_id", "project_id"));
        addProjects(service, new ProjectCalls(access));
        addTeam(service, new TeamCalls(access));
        addRoles(service, new RoleCalls(access));
    }

    private static void addJobs(ServiceRoutes service, String projects, JobCalls calls) {
        service.add(POST, projects, CREATE, calls::create).get(projects + "/jobs/{job}", CREATE, calls::read);
    }

    private static void addProjects(ServiceRoutes service, ProjectCalls calls) {
        service.get(PROJECTS, READ, calls::redirect)
                .get("/v2/accounts/{member}/projects", READ, calls::ofAccount)
                .get("/v2/users/{member}/projects", READ, calls::ofUser)
                .get(PROJECT, READ, calls::read)
                .add(PATCH, PROJECT, WRITE, calls::change)
                .add(DELETE, PROJECT, REMOVE, calls::delete)
                .add(DELETE, OLDER + "/{project}", REMOVE, calls::delete);
    }

    private static void addTeam(ServiceRoutes service, TeamCalls calls) {
        service.get(TEAM_MEMBERS, READ, calls::list)
                .add(POST, TEAM_MEMBERS, TEAM, calls::add)
                .add(PATCH, TEAM_MEMBER, TEAM, calls::change)
                .add(DELETE, TEAM_MEMBER, TEAM, calls::remove);
    }

    private static void addRoles(ServiceRoutes service, RoleCalls calls) {
        service.get("/v2/accounts/{member}/roles", ROLES, calls::list).get("/v2/roles/{role}", ROLES, calls::read);
    }
}
