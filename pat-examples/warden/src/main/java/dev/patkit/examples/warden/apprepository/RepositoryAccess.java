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

/** Finds the repository that a request names. A token acts as its owner: what the owner may not see is not found. */
record RepositoryAccess(Members members, ProjectStore projects, Repositories repositories) {
    /** The app of the path, if the caller may see it. */
    UUID visible(Context ctx, Accepted caller) {
        UUID id = Ids.parse(ctx.pathParam("app")).orElseThrow(() -> AppRepositoryRefusals.invalid("app id"));
        return projects.visible(id, members.ownerOf(caller))
                .map(Project::id)
                .orElseThrow(() -> AppRepositoryRefusals.notFound("Repository"));
    }

    /** The repository of the path, opened; the caller closes it. */
    Repository open(Context ctx, Accepted caller) throws IOException {
        return repositories.open(visible(ctx, caller));
    }
}
