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

/** Clone, fetch and push. JGit speaks the protocol; whether a request gets as far as that is the guard's affair. */
final class GitHandlers {
    private static final String REPOSITORY = "warden.repository";
    private static final String PUSHER = "warden.pusher";

    private final RepositoryAccess access;
    private @Nullable GitServlet git;

    GitHandlers(RepositoryAccess access) {
        this.access = access;
    }

    /** Tells what a repository has, to a client of the protocol that git speaks today. */
    void advertise(Context ctx, Accepted caller) throws ServletException, IOException {
        List<String> services = ctx.queryParams("service");
        if (!services.equals(List.of("git-upload-pack")) && !services.equals(List.of("git-receive-pack"))) {
            throw AppRepositoryRefusals.invalid("service");
        }
        serve(ctx, caller);
    }

    /** Takes or gives a pack. */
    void transfer(Context ctx, Accepted caller) throws ServletException, IOException {
        String service = ctx.path().substring(ctx.path().lastIndexOf('/') + 1);
        if (!("application/x-" + service + "-request").equals(ctx.contentType())) {
            throw AppRepositoryRefusals.invalid("content type");
        }
        serve(ctx, caller);
    }

    /** Serves a request on the repository that the caller may see, whatever JGit makes of its path. */
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

    /** A servlet's settings: none. */
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
