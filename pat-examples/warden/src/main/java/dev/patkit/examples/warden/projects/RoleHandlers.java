package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;

/** Handlers for roles, which are the same in every project. */
final class RoleHandlers {
    private final ProjectAccess access;

    RoleHandlers(ProjectAccess access) {
        this.access = access;
    }

    /** A role as JSON. */
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
        access.accessibleMember(ctx, caller);
        PageBounds page = PageBounds.of(ctx, PageBounds.MAX_LIMIT, ErrorEnvelope::invalid);
        ctx.json(Page.slice(List.of(Role.values()), page, RoleHandlers::view));
    }

    void read(Context ctx, Accepted caller) {
        ctx.json(Ids.parse(ctx.pathParam("role"))
                .flatMap(Role::find)
                .map(RoleHandlers::view)
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such role.")));
    }
}
