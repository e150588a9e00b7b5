package dev.patkit.examples.warden.apprepository;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.patkit.examples.warden.rest.PageBounds;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page of a list, with cursors to other pages. The first page has no {@code prev}, the last no {@code next}. */
record CursorPage<T>(List<T> items, Cursors cursors) {
    private static final Pattern CURSOR = Pattern.compile("\\d{1,9}");
    private static final int DEFAULT_LIMIT = 20;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cursors(
            String first, @Nullable String prev, @Nullable String next, String last) {}

    /** Reads which part of a list is requested. A cursor is the number of items before it. */
    static PageBounds bounds(Context ctx) {
        String cursor = ctx.queryParam("cursor");
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw AppRepositoryRefusals.invalid("cursor");
        }
        int limit = PageBounds.of(ctx, DEFAULT_LIMIT, (name, reason) -> AppRepositoryRefusals.invalid(name))
                .limit();
        return new PageBounds(cursor == null ? 0 : Integer.parseInt(cursor), limit);
    }

    static <T> CursorPage<T> of(List<T> items, PageBounds bounds, int total) {
        int offset = bounds.offset();
        int limit = bounds.limit();
        String prev = offset == 0 ? null : Integer.toString(Math.max(0, offset - limit));
        String next = (long) offset + limit >= total ? null : Integer.toString(offset + limit);
        int last = Math.max(0, (total - 1) / limit * limit);
        return new CursorPage<>(items, new Cursors("0", prev, next, Integer.toString(last)));
    }
}
