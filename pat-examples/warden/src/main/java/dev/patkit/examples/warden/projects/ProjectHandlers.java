package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Project;
import dev.patkit.examples.warden.platform.ProjectFilter;
import dev.patkit.examples.warden.rest.ErrorEnvelope;
import dev.patkit.examples.warden.rest.JsonBody;
import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Handlers for projects. */
final class ProjectHandlers {
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_SUMMARY_LENGTH = 400;

    private final ProjectAccess access;

    ProjectHandlers(ProjectAccess access) {
        this.access = access;
    }

    /** A project as JSON. */
    record View(UUID projectId, String name, String description, String createdOn, boolean active) {}

    private static View view(Project project) {
        return new View(
                project.id(),
                project.name(),
                project.summary(),
                project.createdAt().toString(),
                project.active());
    }

    /** Redirects the old list to its new path. The location is relative, so that the token stays on this host. */
    void redirect(Context ctx, Accepted caller) {
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        String list = "/v2/accounts/" + access.caller(caller).id() + "/projects" + query;
        ctx.status(308).header("Location", list);
    }

    /** Lists the projects that a member may see; for an admin, all projects. */
    void ofAccount(Context ctx, Accepted caller) {
        Member member = access.accessibleMember(ctx, caller);
        list(ctx, caller, member.admin() ? Optional.empty() : Optional.of(member));
    }

    /** Lists the projects of which a member is part. */
    void ofUser(Context ctx, Accepted caller) {
        list(ctx, caller, Optional.of(access.accessibleMember(ctx, caller)));
    }

    private void list(Context ctx, Accepted caller, Optional<Member> member) {
        PageBounds page = PageBounds.of(ctx, PageBounds.MAX_LIMIT, ErrorEnvelope::invalid);
        ProjectFilter filter = new ProjectFilter(member, access.caller(caller).admin());
        List<View> views = access.projects().list(filter, page.offset(), page.limit()).stream()
                .map(ProjectHandlers::view)
                .toList();
        ctx.json(Page.of(views, page, access.projects().count(filter)));
    }

    void read(Context ctx, Accepted caller) {
        ctx.json(view(access.visible(ctx, caller)));
    }

    /** Changes the name, the summary, or both. */
    void change(Context ctx, Accepted caller) {
        Project project = access.modifiable(ctx, caller);
        JsonBody body = JsonBody.of(ctx, ErrorEnvelope::invalid);
        String name = body.has("name") ? body.text("name", MAX_NAME_LENGTH) : project.name();
        String summary = body.optionalText("summary", MAX_SUMMARY_LENGTH).orElse(project.summary());
        access.projects().rename(project.id(), name, summary);
        ctx.status(204);
    }

    void delete(Context ctx, Accepted caller) {
        access.projects().deactivate(access.modifiable(ctx, caller).id());
        ctx.status(202);
    }
}
