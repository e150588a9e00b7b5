package dev.patkit.examples.warden.guard;

import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Collections;
import java.util.List;

/** Calls the handler if the token is accepted. The reason for a refusal is only written to the audit trail. */
public record TokenGuard(Verifier verifier, AuditTrail audit, Clock clock) {
    /** A user name for Basic authentication that stands for any owner. */
    private static final String ANY_USER = "pat";
    /** RFC 9110 requires a challenge with this status. */
    private static final int UNAUTHORIZED = 401;

    void handle(Context ctx, ServiceRequest request, Requirement needed, Refusals refusals, GuardedHandler next)
            throws Exception {
        Verification verification = verifier.verify(presented(ctx), needed);
        audit.enqueue(request.event(verification));
        if (verification instanceof Accepted caller) {
            next.handle(ctx, caller);
        } else if (verification instanceof Rejected rejected) {
            refuse(ctx, request, Outcome.of(rejected.reason()), refusals);
        }
    }

    private static PresentedToken presented(Context ctx) {
        List<String> headers = Collections.list(ctx.req().getHeaders("Authorization"));
        PresentedToken presented = AuthorizationHeader.read(headers, "MxToken");
        return presented.isAbsent() ? AuthorizationHeader.readBasic(headers, ANY_USER) : presented;
    }

    private static void refuse(Context ctx, ServiceRequest request, Outcome outcome, Refusals refusals) {
        Response response = refusals.refusal(outcome, request.id());
        String realm = " realm=\"" + refusals.service() + "\"";
        ctx.header("Cache-Control", "no-store");
        if (response.status() == UNAUTHORIZED) {
            for (String scheme : refusals.challenges()) {
                ctx.res().addHeader("WWW-Authenticate", scheme + realm);
            }
        } else if (outcome == Outcome.INSUFFICIENT_SCOPE) {
            ctx.header("WWW-Authenticate", "MxToken" + realm + ", error=\"insufficient_scope\"");
        }
        response.send(ctx);
    }
}
