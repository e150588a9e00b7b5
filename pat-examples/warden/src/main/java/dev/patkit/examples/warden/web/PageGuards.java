package dev.patkit.examples.warden.web;

import dev.patkit.error.UnavailableException;
import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/**
 * Checks each page request: the host, the session, that the member is active, and for forms the origin and the CSRF
 * token.
 */
final class PageGuards {
    private static final System.Logger LOG = System.getLogger(PageGuards.class.getName());
    private static final String RETRY_SECONDS = "5";

    private final Members members;
    private final Pages pages;

    PageGuards(Members members, Pages pages) {
        this.members = members;
        this.pages = pages;
    }

    /** Shows a page while the database is unavailable. */
    @FunctionalInterface
    interface OutagePage {
        void show(Context ctx, SignedInMember signedIn);
    }

    /** Protects a page for members. */
    Handler page(PageHandler next) {
        return ctx -> {
            if (hasAllowedHost(ctx)) {
                authenticate(ctx, next, this::showOutage);
            }
        };
    }

    /** Protects a page for admins. */
    Handler adminPage(PageHandler next) {
        return page(adminsOnly(next));
    }

    /** Protects a form for members. */
    Handler form(PageHandler next) {
        return form(next, this::showOutage);
    }

    /** Protects a form for admins. */
    Handler adminForm(PageHandler next) {
        return form(adminsOnly(next));
    }

    /** Protects a form for members, with its own page for outages so that no input is lost. */
    Handler form(PageHandler next, OutagePage outage) {
        return ctx -> {
            if (hasAllowedHost(ctx) && hasValidCsrfToken(ctx)) {
                authenticate(ctx, next, outage);
            }
        };
    }

    /** Protects a page or form that needs no session. */
    Handler publicPage(Handler next) {
        return ctx -> {
            boolean isForm = ctx.req().getMethod().equals("POST");
            if (hasAllowedHost(ctx) && (!isForm || isSameOrigin(ctx))) {
                handlingOutage(ctx, () -> next.handle(ctx));
            }
        };
    }

    private boolean hasAllowedHost(Context ctx) {
        boolean allowed = Requests.hasAllowedHost(ctx);
        if (!allowed) {
            pages.sendMessage(ctx, 421, "Wrong address", "This server is available as 127.0.0.1 and localhost only.");
        }
        return allowed;
    }

    private boolean isSameOrigin(Context ctx) {
        boolean sameOrigin = ctx.isFormUrlencoded() && Requests.isSameOrigin(ctx);
        if (!sameOrigin) {
            rejectForm(ctx);
        }
        return sameOrigin;
    }

    private boolean hasValidCsrfToken(Context ctx) {
        if (!isSameOrigin(ctx)) {
            return false;
        }
        Optional<Session> session = Session.of(ctx);
        boolean valid = session.isEmpty() || session.get().isCsrfToken(ctx.formParam("csrf"));
        if (!valid) {
            rejectForm(ctx);
        }
        return valid;
    }

    private void rejectForm(Context ctx) {
        pages.sendMessage(
                ctx, 403, "Form rejected", "This form was not sent from a page of your session. Nothing was changed.");
    }

    private void authenticate(Context ctx, PageHandler next, OutagePage outage) {
        Optional<Session> session = Session.of(ctx);
        if (session.isEmpty()) {
            Pages.redirect(ctx, "/sign-in");
            return;
        }
        try {
            Optional<Member> member = members.find(session.get().member().name());
            if (member.filter(Member::active).isPresent()) {
                next.handle(ctx, new SignedInMember(member.get(), session.get()));
            } else {
                Session.end(ctx);
                pages.sendMessage(ctx, 403, "Account deactivated", "Your account has been deactivated. Ask an admin.");
            }
        } catch (UnavailableException | JdbiException e) {
            log(ctx, e);
            outage.show(ctx, new SignedInMember(session.get().member(), session.get()));
        }
    }

    private PageHandler adminsOnly(PageHandler next) {
        return (ctx, signedIn) -> {
            if (signedIn.member().admin()) {
                next.handle(ctx, signedIn);
            } else {
                pages.sendMessage(ctx, 403, "Admins only", "Only admins may see this page.");
            }
        };
    }

    private interface Action {
        void run() throws Exception;
    }

    private void handlingOutage(Context ctx, Action action) throws Exception {
        try {
            action.run();
        } catch (UnavailableException | JdbiException e) {
            log(ctx, e);
            showOutage(ctx);
        }
    }

    private static void log(Context ctx, RuntimeException e) {
        // The message is not logged: a database may quote row data in it.
        Object kind = e instanceof UnavailableException unavailable
                ? unavailable.kind()
                : e.getClass().getSimpleName();
        LOG.log(System.Logger.Level.WARNING, "a page could not be shown: {0}", kind);
        ctx.header("Retry-After", RETRY_SECONDS);
    }

    private void showOutage(Context ctx, SignedInMember signedIn) {
        showOutage(ctx);
    }

    private void showOutage(Context ctx) {
        pages.sendMessage(
                ctx, 503, "Temporarily unavailable", "The database is unavailable. Please try again in a moment.");
    }
}
