package dev.patkit.examples.warden.rest;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * The requested part of a list.
 *
 * @param offset the number of items to skip
 * @param limit the maximum number of items to return
 */
public record PageBounds(int offset, int limit) {
    /** The maximum page size. Larger limits are reduced to it. */
    public static final int MAX_LIMIT = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /**
     * Reads the parameters {@code offset} and {@code limit}.
     *
     * @param defaultLimit the limit of a request without one
     * @param errors creates the response to an invalid number
     */
    public static PageBounds of(Context ctx, int defaultLimit, FieldErrors errors) {
        int limit = number(ctx, "limit", defaultLimit, 1, errors);
        return new PageBounds(number(ctx, "offset", 0, 0, errors), Math.min(limit, MAX_LIMIT));
    }

    private static int number(Context ctx, String name, int defaultValue, int min, FieldErrors errors) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return defaultValue;
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < min) {
            throw errors.invalid(name, "must be a whole number, " + min + " or more");
        }
        return Integer.parseInt(text);
    }
}
