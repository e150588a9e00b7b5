package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;

/** The calls about roles, which are the same for everybody. */
final class RoleCalls {
    private final Access access;

    RoleCalls(Access access) {
        this.access = access;
    }

    /** A role, as it goes over the wire. */
    record View(
            UUID roleId,
            String roleName,
            String roleDescription,
            boolean isAdministrator,
            boolean hasRepositoryAccess,
            boolean hasInvitationRights) {}

    private static View view(Role role) {
        boolean administrator = role.isAdministrator();
        return new View(role.id(), role.title(), role.description(), administrator, true, administrator);
    }

    void list(Context ctx, Accepted caller) {
        access.selfOrAny(ctx, caller);
        PageBounds page = PageBounds.of(ctx, PageBounds.MOST, ErrorEnvelope::invalid);
        ctx.json(Page.cut(List.of(Role.values()), page, RoleCalls::view));
    }

    void read(Context ctx, Accepted caller) {
        ctx.json(Ids.parse(ctx.pathParam("role"))
                .flatMap(Role::find)
                .map(RoleCalls::view)
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such role.")));
    }
}
