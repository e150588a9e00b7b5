package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.ProjectStore;
import io.javalin.config.RoutesConfig;

/** The routes of the service. */
public final class Projects {
    private Projects() {}

    /** Adds the service's routes. */
    @SuppressWarnings("unused")
    public static void addTo(RoutesConfig routes, TokenGuard guard, Members members, ProjectStore projects) {}
}
