package dev.patkit.examples.warden.leavers;

import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.examples.warden.platform.Members;
import io.javalin.config.RoutesConfig;

/** The routes of the service. */
public final class Leavers {
    private Leavers() {}

    /** Adds the service's routes. */
    @SuppressWarnings("unused")
    public static void addTo(RoutesConfig routes, TokenGuard guard, Members members, AuditTrail audit) {}
}
