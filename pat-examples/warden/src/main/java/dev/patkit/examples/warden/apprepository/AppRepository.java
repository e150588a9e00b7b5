package dev.patkit.examples.warden.apprepository;

import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.ProjectStore;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;

/** The routes of the service. */
public final class AppRepository {
    private AppRepository() {}

    /** Adds the service's routes. */
    @SuppressWarnings("unused")
    public static void addTo(
            RoutesConfig routes, TokenGuard guard, Members members, ProjectStore projects, Path folder) {}
}
