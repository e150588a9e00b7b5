package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.guard.ServiceRoutes;
import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.token.Requirement;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The routes of the Data Hub Catalog. */
public final class Catalog {
    private static final Requirement READ = Requirement.of(PlatformScope.SERVICES_READ);

    private Catalog() {}

    /** Adds the service's routes. */
    @SuppressWarnings("unused")
    public static void addTo(RoutesConfig routes, TokenGuard guard, Jdbi jdbi, Clock clock) {
        new ServiceRoutes(routes, guard, new CatalogRefusals())
                .get("/v1/register", READ, (ctx, caller) -> ctx.json(List.of()));
    }
}
