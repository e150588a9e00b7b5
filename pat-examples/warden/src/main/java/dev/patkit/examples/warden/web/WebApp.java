package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.examples.warden.platform.Members;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The pages of Warden. */
public final class WebApp implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WebApp.class.getName());

    private final Pages pages = new Pages();
    private final OneTimeSecrets oneTimeSecrets;
    private final PageGuards guards;
    private final SignInPages signIn;
    private final TokenPages tokens;
    private final CreatePages create;
    private final MemberPages members;
    private final AuditPages audit;

    /**
     * Creates the pages.
     *
     * @param confirmAfter the age from which a sign-in must be confirmed before a token is created; empty for never
     */
    public WebApp(
            PersonalAccessTokens pats,
            Members allMembers,
            AuditTrail trail,
            Clock clock,
            Optional<Duration> confirmAfter) {
        MemberAudit memberAudit = new MemberAudit(trail, clock);
        oneTimeSecrets = new OneTimeSecrets(clock);
        guards = new PageGuards(allMembers, pages);
        signIn = new SignInPages(allMembers, memberAudit, pages, clock);
        tokens = new TokenPages(pats, memberAudit, pages, clock);
        create = new CreatePages(pats, tokens, memberAudit, pages, oneTimeSecrets, clock, confirmAfter);
        members = new MemberPages(pats, allMembers, memberAudit, pages, clock);
        audit = new AuditPages(pats, trail, pages);
    }

    /** Adds the pages' routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/", ctx -> Pages.redirect(ctx, "/tokens"));
        routes.get("/sign-in", guards.publicPage(signIn::form));
        routes.post("/sign-in", guards.publicPage(signIn::signIn));
        routes.post("/sign-out", guards.form(signIn::signOut));
        routes.get("/tokens", guards.page(tokens::list));
        routes.get("/tokens/new", guards.page(create::form));
        routes.post("/tokens", guards.form(create::create, create::keepForm));
        routes.post("/tokens/confirm", guards.form(create::confirm, create::keepForm));
        routes.get("/tokens/{id}", guards.page(tokens::details));
        routes.get("/tokens/{id}/secret", guards.page(create::secret));
        routes.get("/tokens/{id}/delete", guards.page(tokens::askToDelete));
        routes.post("/tokens/{id}/delete", guards.form(tokens::delete));
        routes.get("/members", guards.adminPage(members::list));
        routes.post("/members/{name}/deactivate", guards.adminForm(members::deactivate));
        routes.post("/members/{name}/reactivate", guards.adminForm(members::reactivate));
        routes.get("/audit", guards.adminPage(audit::list));
        routes.exception(HttpResponseException.class, (e, ctx) -> refuse(ctx, e.getStatus()));
        routes.exception(Exception.class, this::fail);
    }

    private void refuse(Context ctx, int status) {
        String accept = ctx.header("Accept");
        if (accept != null && accept.contains("text/html")) {
            sendErrorPage(ctx, status);
        } else {
            ctx.status(status).contentType("application/json").result("{\"error\": \"no such operation\"}");
        }
    }

    private void sendErrorPage(Context ctx, int status) {
        if (status == 404) {
            pages.sendMessage(ctx, status, "Page not found", "There is no such page.");
        } else if (status >= 500) {
            pages.sendMessage(ctx, status, "Internal error", "Something went wrong. Please try again later.");
        } else {
            pages.sendMessage(ctx, status, "Invalid request", "Please go back and try again.");
        }
    }

    private void fail(Exception e, Context ctx) {
        LOG.log(System.Logger.Level.ERROR, "a page failed", e);
        refuse(ctx, 500);
    }

    /** Discards the secrets that were not shown. */
    @Override
    public void close() {
        oneTimeSecrets.close();
    }
}
