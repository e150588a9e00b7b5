package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.Project;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;

/**
 * Checks what a caller may see and change. A scope alone is never enough: whatever the token's owner may not see is
 * reported as not found.
 */
record ProjectAccess(Members members, ProjectStore projects, Team team) {
    Member caller(Accepted caller) {
        return members.ownerOf(caller);
    }

    /** Returns the project in the path, if the caller may see it. */
    Project visible(Context ctx, Accepted caller) {
        return Ids.parse(ctx.pathParam("project"))
                .flatMap(id -> projects.visible(id, caller(caller)))
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such project."));
    }

    /** Returns the project in the path, if the caller is one of its scrum masters or an admin. */
    Project modifiable(Context ctx, Accepted caller) {
        Project project = visible(ctx, caller);
        Member member = caller(caller);
        if (!member.admin()
                && team.role(project.id(), member).filter(Role::isAdministrator).isEmpty()) {
            throw ErrorEnvelope.forbidden("Requestor is not an administrator of the project.");
        }
        return project;
    }

    /** Returns the member in the path, if that is the caller or the caller is an admin. */
    Member accessibleMember(Context ctx, Accepted caller) {
        Member member = caller(caller);
        return Ids.parse(ctx.pathParam("member"))
                .filter(id -> member.admin() || member.id().equals(id))
                .flatMap(members::find)
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such member."));
    }
}
