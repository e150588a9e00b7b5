package dev.patkit.examples.warden.apprepository;

import dev.patkit.examples.warden.rest.PageBounds;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Handlers for repositories, branches and commits. */
record BranchHandlers(RepositoryAccess access) {
    /** A repository and its git URL, as JSON. */
    record Info(UUID appId, String type, String url) {}

    void info(Context ctx, Accepted caller) {
        UUID app = access.visible(ctx, caller);
        String url = "http://127.0.0.1:" + ctx.req().getLocalPort() + "/" + app + ".git";
        ctx.json(new Info(app, "git", url));
    }

    void list(Context ctx, Accepted caller) throws IOException {
        PageBounds page = CursorPage.bounds(ctx);
        try (Repository repository = access.open(ctx, caller);
                RevWalk walk = new RevWalk(repository)) {
            List<Ref> refs = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                    .sorted(Comparator.comparing(Ref::getName))
                    .toList();
            List<Branch> items = new ArrayList<>();
            for (Ref ref : refs.stream().skip(page.offset()).limit(page.limit()).toList()) {
                items.add(branch(walk, ref));
            }
            ctx.json(CursorPage.of(items, page, refs.size()));
        }
    }

    private static Branch branch(RevWalk walk, Ref ref) throws IOException {
        String name = ref.getName().substring(Constants.R_HEADS.length());
        return new Branch(name, Commit.of(walk.parseCommit(ref.getObjectId())));
    }

    void read(Context ctx, Accepted caller) throws IOException {
        try (Repository repository = access.open(ctx, caller);
                RevWalk walk = new RevWalk(repository)) {
            ctx.json(branch(walk, ref(repository, ctx)));
        }
    }

    /** The branch in the path. Slashes in its name may be percent-encoded or not. */
    private static Ref ref(Repository repository, Context ctx) throws IOException {
        String name = Constants.R_HEADS + ctx.pathParam("branch");
        Ref ref = Repository.isValidRefName(name) ? repository.exactRef(name) : null;
        if (ref == null) {
            throw AppRepositoryRefusals.notFound("Branch");
        }
        return ref;
    }

    void commits(Context ctx, Accepted caller) throws IOException {
        PageBounds page = CursorPage.bounds(ctx);
        try (Repository repository = access.open(ctx, caller);
                RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(ref(repository, ctx).getObjectId()));
            List<Commit> items = new ArrayList<>();
            int total = 0;
            for (RevCommit commit : walk) {
                if (total >= page.offset() && items.size() < page.limit()) {
                    items.add(Commit.of(commit));
                }
                total++;
            }
            ctx.json(CursorPage.of(items, page, total));
        }
    }
}
