package dev.patkit.examples.warden.rest;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * Which part of a list is wanted.
 *
 * @param offset how many items to skip
 * @param limit how many to give at most
 */
public record PageBounds(int offset, int limit) {
    /** The most items of a page; whoever wants more gets this many. */
    public static final int MAX_LIMIT = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /**
     * Reads the parameters {@code offset} and {@code limit}.
     *
     * @param defaultLimit the limit of a request that names none
     * @param complaint the answer to what is no number, and to a limit of 0
     */
    public static PageBounds of(Context ctx, int defaultLimit, FieldErrors errors) {
        int limit = number(ctx, "limit", defaultLimit, 1, errors);
        return new PageBounds(number(ctx, "offset", 0, 0, errors), Math.min(limit, MAX_LIMIT));
    }

    private static int number(Context ctx, String name, int defaultLimit, int min, FieldErrors errors) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return defaultLimit;
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < min) {
            throw errors.invalid(name, "must be a whole number, " + min + " or more");
        }
        return Integer.parseInt(text);
    }
}
