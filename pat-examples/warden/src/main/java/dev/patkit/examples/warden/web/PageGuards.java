package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.fault.UnavailableException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** What stands before each page: our own address, a session, a member who is active, and for forms that they are ours. */
final class PageGuards {
    private static final System.Logger LOG = System.getLogger(PageGuards.class.getName());
    private static final String RETRY_SECONDS = "5";

    private final Members members;
    private final Pages pages;

    PageGuards(Members members, Pages pages) {
        this.members = members;
        this.pages = pages;
    }

    /** Says what to show while the database does not answer. */
    @FunctionalInterface
    interface OutagePage {
        void show(Context ctx, SignedInMember signedIn);
    }

    /** A page that members look at. */
    Handler page(PageHandler next) {
        return ctx -> {
            if (hasAllowedHost(ctx)) {
                authenticate(ctx, next, this::showOutage);
            }
        };
    }

    /** A page for admins. */
    Handler adminPage(PageHandler next) {
        return page(adminsOnly(next));
    }

    /** A form that members send. */
    Handler form(PageHandler next) {
        return form(next, this::showOutage);
    }

    /** A form that admins send. */
    Handler adminForm(PageHandler next) {
        return form(adminsOnly(next));
    }

    /** A form that members send, and whose content must not be lost. */
    Handler form(PageHandler next, OutagePage outage) {
        return ctx -> {
            if (hasAllowedHost(ctx) && hasValidCsrfToken(ctx)) {
                authenticate(ctx, next, outage);
            }
        };
    }

    /** A form or page for those who are not signed in yet. */
    Handler publicPage(Handler next) {
        return ctx -> {
            boolean sent = ctx.req().getMethod().equals("POST");
            if (hasAllowedHost(ctx) && (!sent || isSameOrigin(ctx))) {
                handlingOutage(ctx, () -> next.handle(ctx));
            }
        };
    }

    private boolean hasAllowedHost(Context ctx) {
        boolean forUs = Requests.hasAllowedHost(ctx);
        if (!forUs) {
            pages.sendMessage(ctx, 421, "Wrong address", "This server answers to 127.0.0.1 and localhost only.");
        }
        return forUs;
    }

    private boolean isSameOrigin(Context ctx) {
        boolean ours = ctx.isFormUrlencoded() && Requests.isSameOrigin(ctx);
        if (!ours) {
            rejectForm(ctx);
        }
        return ours;
    }

    private boolean hasValidCsrfToken(Context ctx) {
        if (!isSameOrigin(ctx)) {
            return false;
        }
        Optional<Session> session = Session.of(ctx);
        boolean ours = session.isEmpty() || session.get().isCsrfToken(ctx.formParam("csrf"));
        if (!ours) {
            rejectForm(ctx);
        }
        return ours;
    }

    private void rejectForm(Context ctx) {
        pages.sendMessage(
                ctx, 403, "Not our form", "This form was not sent by a page of yours here. Nothing was changed.");
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
                pages.sendMessage(ctx, 403, "For admins", "Only admins may see this page.");
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
        // Not its message: a database may quote a row in it.
        LOG.log(
                System.Logger.Level.WARNING,
                "a page could not be shown: {0}",
                e.getClass().getSimpleName());
        ctx.header("Retry-After", RETRY_SECONDS);
    }

    private void showOutage(Context ctx, SignedInMember signedIn) {
        showOutage(ctx);
    }

    private void showOutage(Context ctx) {
        pages.sendMessage(
                ctx, 503, "Not available at the moment", "The database does not answer. Please try again in a moment.");
    }
}
