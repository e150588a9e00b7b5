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

/** Records the actions of members in the web app. */
record MemberAudit(AuditTrail audit, Clock clock) {
    private static final String WHERE = "Warden";

    /** Records an action on a token. Fails if the database fails. */
    void recordToken(Context ctx, AuditAction action, Token token) {
        audit.record(event(ctx, action, token.owner(), token.name(), token.id()));
    }

    /** Records an action that has already taken effect. The event is queued if it cannot be written now. */
    void recordOrQueue(Context ctx, AuditAction action, Token token) {
        AuditEvent event = event(ctx, action, token.owner(), token.name(), token.id());
        try {
            audit.record(event);
        } catch (JdbiException e) {
            audit.enqueue(event);
        }
    }

    /** Records an action on a member. Fails if the database fails. */
    void recordMember(Context ctx, AuditAction action, String actor, String subject) {
        audit.record(event(ctx, action, actor, subject, null));
    }

    private AuditEvent event(Context ctx, AuditAction action, String actor, String subject, @Nullable TokenId token) {
        return new AuditEvent(UUID.randomUUID(), clock.instant(), action, actor, subject, token, WHERE, "", ctx.ip());
    }
}
