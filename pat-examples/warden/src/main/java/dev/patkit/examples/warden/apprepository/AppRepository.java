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

/** The routes of App Repository: a read API, and git over HTTP. The same token guard protects both. */
public final class AppRepository {
    private static final Requirement READ = Requirement.anyOf(PlatformScope.REPO_READ, PlatformScope.REPO_WRITE);
    private static final Requirement FETCH =
            Requirement.anyOf(PlatformScope.REPO_READ, PlatformScope.REPO_WRITE, PlatformScope.MODEL_WRITE);
    private static final Requirement PUSH = Requirement.of(PlatformScope.REPO_WRITE);

    private static final String API = "/v1/repositories/{app}";
    private static final String GIT = "/{app}.git/";

    private AppRepository() {}

    /** Adds the service's routes. Repositories are stored in the folder. */
    public static void addTo(
            RoutesConfig routes, TokenGuard guard, Members members, ProjectStore projects, Path folder) {
        RepositoryAccess access = new RepositoryAccess(members, projects, new Repositories(folder));
        ServiceRoutes service = new ServiceRoutes(routes, guard, new AppRepositoryRefusals());
        addApi(service, new BranchHandlers(access));
        addGit(service, new GitHandlers(access));
    }

    private static void addApi(ServiceRoutes service, BranchHandlers handlers) {
        service.get(API + "/info", READ, handlers::info)
                .get(API + "/branches", READ, handlers::list)
                .get(API + "/branches/<branch>/commits", READ, handlers::commits)
                .get(API + "/branches/<branch>", READ, handlers::read);
    }

    private static void addGit(ServiceRoutes service, GitHandlers handlers) {
        service.add(HandlerType.GET, GIT + "info/refs", FETCH, AppRepository::requirementOf, handlers::advertise)
                .add(HandlerType.HEAD, GIT + "info/refs", FETCH, AppRepository::requirementOf, handlers::advertise)
                .add(POST, GIT + "git-upload-pack", FETCH, handlers::transfer)
                .add(POST, GIT + "git-receive-pack", PUSH, handlers::transfer);
    }

    /** The ref advertisement before a push needs the same scope as the push. */
    private static Requirement requirementOf(Context ctx) {
        return ctx.queryParams("service").contains("git-receive-pack") ? PUSH : FETCH;
    }
}
