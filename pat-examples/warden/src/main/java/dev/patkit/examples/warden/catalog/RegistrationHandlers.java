package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.examples.warden.rest.JsonBody;
import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.List;

/** Handlers for registration. Every member can read all applications; only the owner and admins can change one. */
final class RegistrationHandlers {
    private final ApplicationTable applications;
    private final Members members;

    RegistrationHandlers(ApplicationTable applications, Members members) {
        this.applications = applications;
        this.members = members;
    }

    /** One page of applications as JSON. */
    record Page(List<Application> applications, List<Link> links, int limit, int offset, long totalApplications) {}

    void list(Context ctx, Accepted caller) {
        PageBounds page = PageBounds.of(ctx, SearchHandler.DEFAULT_LIMIT, CatalogErrors::invalid);
        long total = applications.count(Search.ALL);
        ctx.json(new Page(
                applications.list(Search.ALL, page),
                Link.of(ctx.path() + "?", page, total),
                page.limit(),
                page.offset(),
                total));
    }

    void create(Context ctx, Accepted caller) {
        Application created =
                applications.insert(caller.token().owner(), registration(ctx)).orElseThrow(CatalogErrors::nameTaken);
        ctx.status(201)
                .header("Location", Catalog.APPLICATIONS + "/" + created.uuid())
                .json(created);
    }

    private static Registration registration(Context ctx) {
        return Registration.of(JsonBody.of(ctx, CatalogErrors::invalid));
    }

    void read(Context ctx, Accepted caller) {
        ctx.json(application(ctx));
    }

    private Application application(Context ctx) {
        return Ids.parse(ctx.pathParam("uuid")).flatMap(applications::find).orElseThrow(CatalogErrors::notFound);
    }

    void update(Context ctx, Accepted caller) {
        Application application = modifiable(ctx, caller);
        ctx.json(applications.update(application.uuid(), registration(ctx)).orElseThrow(CatalogErrors::nameTaken));
    }

    private Application modifiable(Context ctx, Accepted caller) {
        Application application = application(ctx);
        Member member = members.ownerOf(caller);
        if (!member.admin() && !member.name().equals(application.owner())) {
            throw CatalogErrors.forbidden();
        }
        return application;
    }

    void delete(Context ctx, Accepted caller) {
        applications.delete(modifiable(ctx, caller).uuid());
        ctx.status(204);
    }
}
