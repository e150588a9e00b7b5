package dev.patkit.examples.warden.guard;

import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.examples.warden.platform.AuditEvent;
import dev.patkit.token.Token;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.UUID;

/** One request to a service, as the audit trail records it. */
record ServiceRequest(UUID id, Instant at, String where, String address) {
    /** Longer paths are truncated, because clients choose their length. */
    private static final int MAX_PATH_LENGTH = 200;

    static ServiceRequest of(Context ctx, String service, Instant now) {
        String path = ctx.path();
        String shown = path.length() > MAX_PATH_LENGTH ? path.substring(0, MAX_PATH_LENGTH) + "…" : path;
        String operation = ctx.req().getMethod() + " " + shown;
        return new ServiceRequest(UUID.randomUUID(), now, service + ": " + operation, ctx.ip());
    }

    AuditEvent event(Verification verification) {
        if (verification instanceof Accepted accepted) {
            Token token = accepted.token();
            return new AuditEvent(
                    id, at, AuditAction.USED, token.owner(), token.name(), token.id(), where, "", address);
        }
        Rejected rejected = (Rejected) verification;
        return new AuditEvent(
                id,
                at,
                AuditAction.REFUSED,
                null,
                "",
                rejected.tokenId().orElse(null),
                where,
                rejected.reason().name(),
                address);
    }
}
