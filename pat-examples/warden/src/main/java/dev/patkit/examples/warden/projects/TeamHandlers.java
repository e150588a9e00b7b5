package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Project;
import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.examples.warden.rest.JsonBody;
import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;

/** Handlers for the members of a project. */
final class TeamHandlers {
    private static final int MAX_ID_LENGTH = 100;
    private static final int MAX_VALUE_LENGTH = 200;

    private final ProjectAccess access;

    TeamHandlers(ProjectAccess access) {
        this.access = access;
    }

    /** A member of a team as JSON. */
    record View(UUID userId, String displayName, boolean isActive, RoleView role) {}

    /** The role of a team member as JSON. */
    record RoleView(UUID roleId, String roleName) {}

    private static View view(TeamMember member) {
        Role role = member.role();
        return new View(member.id(), member.fullName(), member.active(), new RoleView(role.id(), role.title()));
    }

    void list(Context ctx, Accepted caller) {
        Project project = access.visible(ctx, caller);
        PageBounds page = PageBounds.of(ctx, PageBounds.MAX_LIMIT, ErrorEnvelope::invalid);
        ctx.json(Page.slice(access.team().of(project.id()), page, TeamHandlers::view));
    }

    void add(Context ctx, Accepted caller) {
        Project project = access.modifiable(ctx, caller);
        JsonBody body = JsonBody.of(ctx, ErrorEnvelope::invalid);
        Member member = Ids.parse(body.text("memberId", MAX_ID_LENGTH))
                .flatMap(access.members()::find)
                .filter(Member::active)
                .orElseThrow(() -> ErrorEnvelope.invalid("memberId", "must be the id of an active member"));
        Role role = role(body.text("roleId", MAX_ID_LENGTH));
        respond(ctx, 201, access.team().add(project.id(), member, role));
    }

    private static Role role(String id) {
        return Ids.parse(id)
                .flatMap(Role::find)
                .orElseThrow(() -> ErrorEnvelope.invalid("roleId", "must be the id of a role"));
    }

    private static void respond(Context ctx, int successStatus, TeamChange change) {
        switch (change) {
            case DONE -> ctx.status(successStatus);
            case ALREADY_MEMBER -> throw ErrorEnvelope.conflict("The member is already in the project's team.");
            case NOT_A_MEMBER -> throw ErrorEnvelope.notFound("There is no such member in the project's team.");
            case LAST_SCRUM_MASTER -> throw ErrorEnvelope.conflict("A project must keep a scrum master.");
        }
    }

    /** Changes a member's role. Other attributes, such as {@code isPinned}, belong to pages that this example lacks. */
    void change(Context ctx, Accepted caller) {
        Project project = access.modifiable(ctx, caller);
        Member member = member(ctx);
        Optional<Role> role = JsonBody.of(ctx, ErrorEnvelope::invalid).objects("attributes").stream()
                .filter(attribute -> attribute.text("key", MAX_ID_LENGTH).equals("roleId"))
                .reduce((first, last) -> last)
                .map(attribute -> role(attribute.text("value", MAX_VALUE_LENGTH)));
        Optional<TeamChange> change = role.map(changed -> access.team().change(project.id(), member, changed));
        respond(ctx, 204, change.orElse(TeamChange.DONE));
    }

    private Member member(Context ctx) {
        return Ids.parse(ctx.pathParam("member"))
                .flatMap(access.members()::find)
                .orElseThrow(() -> ErrorEnvelope.notFound("There is no such member in the project's team."));
    }

    void remove(Context ctx, Accepted caller) {
        Project project = access.modifiable(ctx, caller);
        respond(ctx, 204, access.team().remove(project.id(), member(ctx)));
    }
}
