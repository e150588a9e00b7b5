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

/** What the server remembers of a signed-in browser. Kept in memory only: a restart asks allMembers to sign in again. */
final class Session {
    private static final String KEY = "warden.session";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FORMS_KEPT = 20;

    private final Member member;
    private final String csrf = random();
    private final Map<String, Optional<TokenId>> forms = new LinkedHashMap<>();
    private Instant signedInAt;
    private String flash = "";

    private Session(Member member, Instant signedInAt) {
        this.member = member;
        this.signedInAt = signedInAt;
    }

    /** 128 bits as text. */
    static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<Session> of(Context ctx) {
        return Optional.ofNullable(ctx.sessionAttribute(KEY));
    }

    /** Signs a member in. An earlier session of the browser ends, so nobody can prepare one for somebody else. */
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

    /** The member as of the sign-in. Pages ask the database again; only a page that says it is down shows this. */
    Member member() {
        return member;
    }

    /** What a form of this session must send back. */
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

    /** Says something on the next page. */
    synchronized void setFlash(String text) {
        flash = text;
    }

    synchronized String takeFlash() {
        String text = flash;
        flash = "";
        return text;
    }

    /** A new form for making a token: however often it is sent, it makes one. */
    synchronized String newForm() {
        String form = random();
        forms.put(form, Optional.empty());
        if (forms.size() > FORMS_KEPT) {
            forms.remove(forms.keySet().iterator().next());
        }
        return form;
    }

    /** Whether the form is one of this session's newest. */
    synchronized boolean hasForm(String form) {
        return forms.containsKey(form);
    }

    /** The token that the form has made already. */
    synchronized Optional<TokenId> tokenCreatedBy(String form) {
        return forms.getOrDefault(form, Optional.empty());
    }

    synchronized void recordCreated(String form, TokenId token) {
        forms.put(form, Optional.of(token));
    }
}
