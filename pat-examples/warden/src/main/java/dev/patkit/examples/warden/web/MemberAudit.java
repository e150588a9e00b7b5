package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.examples.warden.platform.AuditEvent;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Tells the audit trail what members do in the web app. */
record MemberAudit(AuditTrail audit, Clock clock) {
    private static final String WHERE = "Warden";

    /** Writes that a member did something to a token. */
    void recordToken(Context ctx, AuditAction action, Token token) {
        audit.record(event(ctx, action, token.owner(), token.name(), token.id()));
    }

    /** The same for a deed that stands whatever becomes of the trail: if it cannot be written now, it is written soon. */
    void recordOrQueue(Context ctx, AuditAction action, Token token) {
        AuditEvent event = event(ctx, action, token.owner(), token.name(), token.id());
        try {
            audit.record(event);
        } catch (JdbiException e) {
            audit.enqueue(event);
        }
    }

    /** Writes that a member did something to a member. */
    void recordMember(Context ctx, AuditAction action, String actor, String subject) {
        audit.record(event(ctx, action, actor, subject, null));
    }

    private AuditEvent event(Context ctx, AuditAction action, String actor, String subject, @Nullable TokenId token) {
        return new AuditEvent(UUID.randomUUID(), clock.instant(), action, actor, subject, token, WHERE, "", ctx.ip());
    }
}
