package dev.patkit.examples.warden.deactivation;

import dev.patkit.examples.warden.guard.ServiceRoutes;
import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.examples.warden.platform.AuditEvent;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.examples.warden.rest.JsonBody;
import dev.patkit.token.Requirement;
import dev.patkit.token.Token;
import dev.patkit.verify.Accepted;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Clock;
import java.util.UUID;

/** The route of User Deactivation. Every service refuses the member's tokens from the next request on. */
public final class UserDeactivationApi {
    private static final String SERVICE = "User Deactivation";
    private static final String PATH = "/v1/platform-users/{uuid}";

    private final Members members;
    private final AuditTrail audit;
    private final Clock clock;

    private UserDeactivationApi(Members members, AuditTrail audit, Clock clock) {
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** Adds the service's routes. */
    public static void addTo(RoutesConfig routes, TokenGuard guard, Members members, AuditTrail audit) {
        UserDeactivationApi api = new UserDeactivationApi(members, audit, guard.clock());
        ErrorEnvelope refusals = new ErrorEnvelope(SERVICE, "Access token is non-existent or expired.");
        Requirement needed = Requirement.of(PlatformScope.USER_DEACTIVATION_WRITE);
        new ServiceRoutes(routes, guard, refusals).add(HandlerType.PATCH, PATH, needed, api::deactivate);
    }

    private void deactivate(Context ctx, Accepted caller) {
        Member admin = members.ownerOf(caller);
        if (!admin.admin()) {
            throw ErrorEnvelope.forbidden("Requestor is not Mendix Admin for the company");
        }
        if (JsonBody.of(ctx, ErrorEnvelope::invalid).flag("active")) {
            throw ErrorEnvelope.invalid("active", "must be false");
        }
        Member member = Ids.parse(ctx.pathParam("uuid"))
                .flatMap(members::find)
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such user."));
        if (member.id().equals(admin.id())) {
            throw ErrorEnvelope.forbidden("Member cannot (de)active himself");
        }
        AuditEvent event = event(ctx, caller.token(), member);
        members.setActive(member, false, () -> audit.record(event));
        ctx.status(204);
    }

    private AuditEvent event(Context ctx, Token token, Member member) {
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                AuditAction.DEACTIVATED,
                token.owner(),
                member.name(),
                token.id(),
                SERVICE,
                "",
                ctx.ip());
    }
}
