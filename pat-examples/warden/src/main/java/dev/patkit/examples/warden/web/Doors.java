package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.fault.UnavailableException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** What stands before each page: our own address, a session, a member who is active, and for forms that they are ours. */
final class Doors {
    private static final System.Logger LOG = System.getLogger(Doors.class.getName());
    private static final String RETRY_SECONDS = "5";

    private final Members members;
    private final Pages pages;

    Doors(Members members, Pages pages) {
        this.members = members;
        this.pages = pages;
    }

    /** Says what to show while the database does not answer. */
    @FunctionalInterface
    interface Outage {
        void show(Context ctx, Visitor visitor);
    }

    /** A page that members look at. */
    Handler page(PageHandler next) {
        return ctx -> {
            if (isForUs(ctx)) {
                enter(ctx, next, this::showOutage);
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
    Handler form(PageHandler next, Outage outage) {
        return ctx -> {
            if (isForUs(ctx) && isOurForm(ctx)) {
                enter(ctx, next, outage);
            }
        };
    }

    /** A form or page for those who are not signed in yet. */
    Handler open(Handler next) {
        return ctx -> {
            boolean sent = ctx.req().getMethod().equals("POST");
            if (isForUs(ctx) && (!sent || isSameOrigin(ctx))) {
                withoutOutage(ctx, () -> next.handle(ctx));
            }
        };
    }

    private boolean isForUs(Context ctx) {
        boolean forUs = Requests.isForUs(ctx);
        if (!forUs) {
            pages.sendMessage(ctx, 421, "Wrong address", "This server answers to 127.0.0.1 and localhost only.");
        }
        return forUs;
    }

    private boolean isSameOrigin(Context ctx) {
        boolean ours = ctx.isFormUrlencoded() && Requests.isSameOrigin(ctx);
        if (!ours) {
            refuseForm(ctx);
        }
        return ours;
    }

    private boolean isOurForm(Context ctx) {
        if (!isSameOrigin(ctx)) {
            return false;
        }
        Optional<Session> session = Session.of(ctx);
        boolean ours = session.isEmpty() || session.get().knows(ctx.formParam("csrf"));
        if (!ours) {
            refuseForm(ctx);
        }
        return ours;
    }

    private void refuseForm(Context ctx) {
        pages.sendMessage(
                ctx, 403, "Not our form", "This form was not sent by a page of yours here. Nothing was changed.");
    }

    private void enter(Context ctx, PageHandler next, Outage outage) {
        Optional<Session> session = Session.of(ctx);
        if (session.isEmpty()) {
            Pages.redirect(ctx, "/sign-in");
            return;
        }
        try {
            Optional<Member> member = members.find(session.get().member().name());
            if (member.filter(Member::active).isPresent()) {
                next.handle(ctx, new Visitor(member.get(), session.get()));
            } else {
                Session.end(ctx);
                pages.sendMessage(ctx, 403, "Account deactivated", "Your account has been deactivated. Ask an admin.");
            }
        } catch (UnavailableException | JdbiException e) {
            log(ctx, e);
            outage.show(ctx, new Visitor(session.get().member(), session.get()));
        }
    }

    private PageHandler adminsOnly(PageHandler next) {
        return (ctx, visitor) -> {
            if (visitor.member().admin()) {
                next.handle(ctx, visitor);
            } else {
                pages.sendMessage(ctx, 403, "For admins", "Only admins may see this page.");
            }
        };
    }

    private interface Work {
        void run() throws Exception;
    }

    private void withoutOutage(Context ctx, Work work) throws Exception {
        try {
            work.run();
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

    private void showOutage(Context ctx, Visitor visitor) {
        showOutage(ctx);
    }

    private void showOutage(Context ctx) {
        pages.sendMessage(
                ctx, 503, "Not available at the moment", "The database does not answer. Please try again in a moment.");
    }
}
