package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Handler for the search. */
final class SearchHandler {
    static final int DEFAULT_LIMIT = 20;

    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9]{3,100}");

    private final ApplicationTable applications;

    SearchHandler(ApplicationTable applications) {
        this.applications = applications;
    }

    /** One page of results as JSON. */
    record Page(List<Result> data, List<Link> links, int limit, int offset, long totalResults) {}

    /** A search result. This demo registers applications only, so each result is an application. */
    record Result(UUID uuid, String name, String description, String lastUpdated, Summary application) {}

    /** The application that a result belongs to. */
    record Summary(UUID uuid, String name, String type) {}

    /** Finds applications by name or description; without a query, all of them. */
    void search(Context ctx, Accepted caller) {
        PageBounds page = PageBounds.of(ctx, DEFAULT_LIMIT, CatalogErrors::invalid);
        String query = query(ctx.queryParam("query"));
        boolean ownedOnly = "true".equals(ctx.queryParam("ownedContentOnly"));
        Search search = new Search(query, ownedOnly ? caller.token().owner() : "");
        long total = applications.count(search);
        ctx.json(new Page(
                applications.list(search, page).stream()
                        .map(SearchHandler::result)
                        .toList(),
                Link.of(ctx.path() + "?" + parameters(query, ownedOnly), page, total),
                page.limit(),
                page.offset(),
                total));
    }

    private static String query(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (!QUERY.matcher(text).matches()) {
            throw CatalogErrors.invalid("query", "must be 3 to 100 letters and digits");
        }
        return text;
    }

    private static String parameters(String query, boolean ownedOnly) {
        return (query.isEmpty() ? "" : "query=" + query + "&") + (ownedOnly ? "ownedContentOnly=true&" : "");
    }

    private static Result result(Application application) {
        return new Result(
                application.uuid(),
                application.name(),
                application.description(),
                application.lastUpdated(),
                new Summary(application.uuid(), application.name(), application.type()));
    }
}
