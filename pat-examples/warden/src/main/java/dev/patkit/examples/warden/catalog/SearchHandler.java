package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The search. */
final class SearchHandler {
    static final int DEFAULT_LIMIT = 20;

    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9]{3,100}");

    private final ApplicationTable applications;

    SearchHandler(ApplicationTable applications) {
        this.applications = applications;
    }

    /** An answer of the search. */
    record Page(List<Result> data, List<Link> links, int limit, int offset, long totalResults) {}

    /** Something that was found: as nobody registers services here, an application stands for what it offers. */
    record Result(UUID uuid, String name, String description, String lastUpdated, Summary application) {}

    /** The application that something belongs to. */
    record Summary(UUID uuid, String name, String type) {}

    /** Finds what has the words in its name or description; without any, everything. */
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
