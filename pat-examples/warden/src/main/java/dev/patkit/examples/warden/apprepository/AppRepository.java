package dev.patkit.examples.warden.apprepository;

import static io.javalin.http.HandlerType.POST;

import dev.patkit.examples.warden.guard.ServiceRoutes;
import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.token.Requirement;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.file.Path;

/** The routes of App Repository: reading by API, and git over HTTP. One guard stands before both. */
public final class AppRepository {
    private static final Requirement READ = Requirement.anyOf(PlatformScope.REPO_READ, PlatformScope.REPO_WRITE);
    private static final Requirement FETCH =
            Requirement.anyOf(PlatformScope.REPO_READ, PlatformScope.REPO_WRITE, PlatformScope.MODEL_WRITE);
    private static final Requirement PUSH = Requirement.of(PlatformScope.REPO_WRITE);

    private static final String API = "/v1/repositories/{app}";
    private static final String GIT = "/{app}.git/";

    private AppRepository() {}

    /** Adds the service's routes; repositories are kept in the folder. */
    public static void addTo(
            RoutesConfig routes, TokenGuard guard, Members members, ProjectStore projects, Path folder) {
        Apps apps = new Apps(members, projects, new Repositories(folder));
        ServiceRoutes service = new ServiceRoutes(routes, guard, new AppRepositoryRefusals());
        addApi(service, new BranchCalls(apps));
        addGit(service, new GitCalls(apps));
    }

    private static void addApi(ServiceRoutes service, BranchCalls calls) {
        service.get(API + "/info", READ, calls::info)
                .get(API + "/branches", READ, calls::list)
                .get(API + "/branches/<branch>/commits", READ, calls::commits)
                .get(API + "/branches/<branch>", READ, calls::read);
    }

    private static void addGit(ServiceRoutes service, GitCalls calls) {
        service.add(HandlerType.GET, GIT + "info/refs", FETCH, AppRepository::neededFor, calls::advertise)
                .add(HandlerType.HEAD, GIT + "info/refs", FETCH, AppRepository::neededFor, calls::advertise)
                .add(POST, GIT + "git-upload-pack", FETCH, calls::exchange)
                .add(POST, GIT + "git-receive-pack", PUSH, calls::exchange);
    }

    /** What is asked before a push needs what the push needs. */
    private static Requirement neededFor(Context ctx) {
        return ctx.queryParams("service").contains("git-receive-pack") ? PUSH : FETCH;
    }
}
