package dev.patkit.examples.warden.apprepository;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Clone, fetch and push. The token guard has authorized the request; JGit implements the protocol. */
final class GitHandlers {
    private static final String REPOSITORY = "warden.repository";
    private static final String PUSHER = "warden.pusher";

    private final RepositoryAccess access;
    private @Nullable GitServlet git;

    GitHandlers(RepositoryAccess access) {
        this.access = access;
    }

    /** Lists the refs of a repository, for the smart HTTP protocol only. */
    void advertise(Context ctx, Accepted caller) throws ServletException, IOException {
        List<String> services = ctx.queryParams("service");
        if (!services.equals(List.of("git-upload-pack")) && !services.equals(List.of("git-receive-pack"))) {
            throw AppRepositoryRefusals.invalid("service");
        }
        serve(ctx, caller);
    }

    /** Receives or sends a pack. */
    void transfer(Context ctx, Accepted caller) throws ServletException, IOException {
        String service = ctx.path().substring(ctx.path().lastIndexOf('/') + 1);
        if (!("application/x-" + service + "-request").equals(ctx.contentType())) {
            throw AppRepositoryRefusals.invalid("content type");
        }
        serve(ctx, caller);
    }

    /** Lets JGit serve the repository that access was checked for, not one that JGit derives from the path. */
    private void serve(Context ctx, Accepted caller) throws ServletException, IOException {
        try (Repository repository = access.open(ctx, caller)) {
            ctx.req().setAttribute(REPOSITORY, repository);
            ctx.req().setAttribute(PUSHER, access.members().ownerOf(caller));
            servlet(ctx.req().getServletContext()).service(ctx.req(), ctx.res());
        }
    }

    private synchronized GitServlet servlet(ServletContext context) throws ServletException {
        if (git == null) {
            GitServlet created = new GitServlet();
            created.setRepositoryResolver((request, name) -> openedFor(request));
            created.setUploadPackFactory(
                    (request, repository) -> new Fetch(repository, request.getHeader("Git-Protocol")));
            created.setReceivePackFactory(
                    (request, repository) -> new Push(repository, (Member) request.getAttribute(PUSHER)));
            created.setAsIsFileService(null);
            created.init(new Config(context));
            git = created;
        }
        return git;
    }

    private static Repository openedFor(HttpServletRequest request) {
        Repository repository = (Repository) request.getAttribute(REPOSITORY);
        repository.incrementOpen();
        return repository;
    }

    /** A servlet configuration without parameters. */
    private record Config(ServletContext context) implements ServletConfig {
        @Override
        public String getServletName() {
            return "git";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
