package dev.patkit.examples.warden.web;

import io.javalin.http.Context;
import java.util.Set;

/** Tells requests of our own pages from those that a foreign page has sent. */
final class Requests {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private Requests() {}

    /** Whether the browser was pointed at this machine, and not at a foreign name that leads here. */
    static boolean hasAllowedHost(Context ctx) {
        String host = ctx.header("Host");
        return host != null && HOSTS.contains(host.replaceFirst(":\\d{1,5}$", ""));
    }

    /** Whether a form was sent by a page of ours. Browsers say so; whoever says nothing is not believed. */
    static boolean isSameOrigin(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        return ("http://" + ctx.header("Host")).equals(ctx.header("Origin"));
    }
}
