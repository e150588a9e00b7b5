package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Member;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Sends pages with strict security headers: no content from other origins, no inline scripts, no caching. */
final class Pages {
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Templates templates = new Templates();

    /** Sends a page to a member who is signed in. */
    void send(Context ctx, SignedInMember signedIn, int status, String page, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        Member member = signedIn.member();
        all.put("member", Map.of("name", member.name(), "fullName", member.fullName(), "admin", member.admin()));
        all.put("csrf", signedIn.session().csrf());
        all.put("flash", signedIn.session().takeFlash());
        send(ctx, status, page, all);
    }

    /** Sends a page that needs no session. */
    void send(Context ctx, int status, String page, Map<String, Object> model) {
        protect(ctx);
        byte[] html = templates.render(page, model).getBytes(StandardCharsets.UTF_8);
        ctx.status(status).contentType("text/html; charset=utf-8").result(html);
    }

    static void protect(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "clipboard-write=(self)")
                .header("Cache-Control", "no-store");
    }

    /** Sends an error page with a heading and one sentence. */
    void sendMessage(Context ctx, int status, String heading, String text) {
        send(ctx, status, "message", Map.of("heading", heading, "text", text));
    }

    static void redirect(Context ctx, String path) {
        protect(ctx);
        ctx.redirect(path, HttpStatus.SEE_OTHER);
    }
}
