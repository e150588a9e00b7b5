package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.token.TokenId;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session of a signed-in browser. It is kept in memory only, so a restart signs everybody out. */
final class Session {
    private static final String KEY = "warden.session";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_FORMS = 20;

    private final Member member;
    private final String csrf = random();
    private final Map<String, Optional<TokenId>> forms = new LinkedHashMap<>();
    private Instant signedInAt;
    private String flash = "";

    private Session(Member member, Instant signedInAt) {
        this.member = member;
        this.signedInAt = signedInAt;
    }

    /** Returns 128 random bits as text. */
    static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<Session> of(Context ctx) {
        return Optional.ofNullable(ctx.sessionAttribute(KEY));
    }

    /** Signs a member in. An earlier session of the browser ends, which prevents session fixation. */
    static void start(Context ctx, Member member, Instant now) {
        end(ctx);
        ctx.sessionAttribute(KEY, new Session(member, now));
    }

    static void end(Context ctx) {
        HttpSession session = ctx.req().getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** The member at the time of sign-in. Pages read the member from the database; only outage pages use this one. */
    Member member() {
        return member;
    }

    /** The CSRF token that forms of this session must contain. */
    String csrf() {
        return csrf;
    }

    boolean isCsrfToken(@Nullable String presented) {
        return presented != null && MessageDigest.isEqual(bytes(csrf), bytes(presented));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    synchronized Instant signedInAt() {
        return signedInAt;
    }

    synchronized void confirm(Instant now) {
        signedInAt = now;
    }

    /** Sets a message that the next page shows once. */
    synchronized void setFlash(String text) {
        flash = text;
    }

    synchronized String takeFlash() {
        String text = flash;
        flash = "";
        return text;
    }

    /** Returns the id of a new form. However often the form is submitted, it creates one token. */
    synchronized String newForm() {
        String form = random();
        forms.put(form, Optional.empty());
        if (forms.size() > MAX_FORMS) {
            forms.remove(forms.keySet().iterator().next());
        }
        return form;
    }

    /** Whether the form belongs to this session and is recent enough. */
    synchronized boolean hasForm(String form) {
        return forms.containsKey(form);
    }

    /** The token that the form has already created. */
    synchronized Optional<TokenId> tokenCreatedBy(String form) {
        return forms.getOrDefault(form, Optional.empty());
    }

    synchronized void recordCreated(String form, TokenId token) {
        forms.put(form, Optional.of(token));
    }
}
