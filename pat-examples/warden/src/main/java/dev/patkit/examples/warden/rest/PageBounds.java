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
    public static final int MOST = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /**
     * Reads the parameters {@code offset} and {@code limit}.
     *
     * @param usual the limit of a request that names none
     * @param complaint the answer to what is no number, and to a limit of 0
     */
    public static PageBounds of(Context ctx, int usual, Complaint complaint) {
        int limit = number(ctx, "limit", usual, 1, complaint);
        return new PageBounds(number(ctx, "offset", 0, 0, complaint), Math.min(limit, MOST));
    }

    private static int number(Context ctx, String name, int usual, int least, Complaint complaint) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return usual;
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < least) {
            throw complaint.about(name, "must be a whole number, " + least + " or more");
        }
        return Integer.parseInt(text);
    }
}
