package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.guard.ServiceRoutes;
import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.token.Requirement;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The routes of the Data Hub Catalog. */
public final class Catalog {
    static final String APPLICATIONS = "/rest/registration/v5/applications";

    private static final Requirement READ = Requirement.of(PlatformScope.SERVICES_READ);
    private static final Requirement WRITE = Requirement.of(PlatformScope.SERVICES_WRITE);
    private static final String SEARCH = "/rest/search/v5/data";
    private static final String APPLICATION = APPLICATIONS + "/{uuid}";

    private Catalog() {}

    /** Adds the service's routes, and demo applications if there are none. */
    public static void addTo(RoutesConfig routes, TokenGuard guard, Jdbi jdbi, Members members) {
        ApplicationTable applications = new ApplicationTable(jdbi, guard.clock());
        addDemoApplications(applications);
        SearchHandler search = new SearchHandler(applications);
        RegistrationHandlers registration = new RegistrationHandlers(applications, members);
        for (String path : List.of(SEARCH, "/rest/registration/v5/*")) {
            routes.before(path, ctx -> ctx.header("X-Api-Version", "5.1.0"));
        }
        new ServiceRoutes(routes, guard, new CatalogRefusals())
                .get("/v1/register", READ, search::search)
                .get(SEARCH, READ, search::search)
                .get(APPLICATIONS, READ, registration::list)
                .get(APPLICATION, READ, registration::read)
                .add(HandlerType.POST, APPLICATIONS, WRITE, registration::create)
                .add(HandlerType.PUT, APPLICATION, WRITE, registration::update)
                .add(HandlerType.DELETE, APPLICATION, WRITE, registration::delete);
    }

    private static void addDemoApplications(ApplicationTable applications) {
        if (applications.count(Search.ALL) == 0) {
            applications.insert("alice", new Registration("Aurora Orders", "Orders and deliveries", "", "Mendix"));
            applications.insert("alice", new Registration("Customer Directory", "Who buys from us", "", "Mendix"));
            applications.insert("bob", new Registration("Invoice Archive", "Invoices since 2011", "", "Other"));
        }
    }
}
