package dev.patkit.examples.warden.apprepository;

import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.Project;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.examples.warden.rest.Ids;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.jgit.lib.Repository;

/**
 * Finds the repository that a request names. A repository that the token's owner may not see is reported as not found.
 */
record RepositoryAccess(Members members, ProjectStore projects, Repositories repositories) {
    /** Returns the id of the app in the path, if the caller may see it. */
    UUID visible(Context ctx, Accepted caller) {
        UUID id = Ids.parse(ctx.pathParam("app")).orElseThrow(() -> AppRepositoryRefusals.invalid("app id"));
        return projects.visible(id, members.ownerOf(caller))
                .map(Project::id)
                .orElseThrow(() -> AppRepositoryRefusals.notFound("Repository"));
    }

    /** Opens the repository of the app in the path; the caller closes it. */
    Repository open(Context ctx, Accepted caller) throws IOException {
        return repositories.open(visible(ctx, caller));
    }
}
