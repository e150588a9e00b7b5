package dev.patkit.examples.warden.web;

import io.javalin.http.Context;
import java.util.Set;

/** Distinguishes requests of our own pages from cross-site requests. */
final class Requests {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private Requests() {}

    /** Whether the host is a local name. Rejects other names that resolve to this machine (DNS rebinding). */
    static boolean hasAllowedHost(Context ctx) {
        String host = ctx.header("Host");
        return host != null && HOSTS.contains(host.replaceFirst(":\\d{1,5}$", ""));
    }

    /**
     * Whether a form was sent from the same origin, according to the browser. Requests without such a header are
     * rejected.
     */
    static boolean isSameOrigin(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        return ("http://" + ctx.header("Host")).equals(ctx.header("Origin"));
    }
}
