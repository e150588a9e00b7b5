package dev.patkit.examples.warden.apprepository;

import dev.patkit.verify.Accepted;
import io.javalin.http.Context;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.UUID;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Clone, fetch and push. JGit speaks the protocol; whether a request gets as far as that is the guard's affair. */
final class GitCalls {
    private static final long LARGEST_PACK = 50L << 20;
    private static final long LARGEST_FILE = 20L << 20;
    private static final String APP = "warden.app";
    private static final String PUSHER = "warden.pusher";

    private final Apps apps;
    private final Repositories repositories;
    private @Nullable GitServlet git;

    GitCalls(Apps apps, Repositories repositories) {
        this.apps = apps;
        this.repositories = repositories;
    }

    /** Serves a request of the git protocol on an app that the caller may see. */
    void serve(Context ctx, Accepted caller) throws ServletException, IOException {
        ctx.req().setAttribute(APP, apps.visible(ctx, caller));
        ctx.req().setAttribute(PUSHER, caller.token().owner());
        servlet(ctx.req().getServletContext()).service(ctx.req(), ctx.res());
    }

    private synchronized GitServlet servlet(ServletContext context) throws ServletException {
        if (git == null) {
            GitServlet made = new GitServlet();
            made.setRepositoryResolver((request, name) -> open(request, name));
            made.setUploadPackFactory((request, repository) -> new UploadPack(repository));
            made.setReceivePackFactory(GitCalls::receivePack);
            made.setAsIsFileService(null);
            made.init(new Config(context));
            git = made;
        }
        return git;
    }

    /** The repository that the guard has let the request through to, whatever its path says. */
    private Repository open(HttpServletRequest request, String name) throws RepositoryNotFoundException {
        try {
            return repositories.open((UUID) request.getAttribute(APP));
        } catch (IOException e) {
            throw new RepositoryNotFoundException(name, e);
        }
    }

    private static ReceivePack receivePack(HttpServletRequest request, Repository repository) {
        String pusher = (String) request.getAttribute(PUSHER);
        ReceivePack pack = new ReceivePack(repository);
        pack.setRefLogIdent(new PersonIdent(pusher, pusher + "@example.com"));
        pack.setMaxPackSizeLimit(LARGEST_PACK);
        pack.setMaxObjectSizeLimit(LARGEST_FILE);
        pack.setPreReceiveHook((receiving, commands) -> protectMain(commands));
        return pack;
    }

    /** Other branches may be rewritten or deleted; what is on the main one stays. */
    private static void protectMain(Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            boolean destroys = command.getType() == ReceiveCommand.Type.DELETE
                    || command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD;
            if (destroys && command.getRefName().equals(Repositories.MAIN)) {
                command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "the main branch is protected");
            }
        }
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
