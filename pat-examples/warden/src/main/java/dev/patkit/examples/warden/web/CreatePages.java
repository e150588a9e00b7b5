package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.InvalidInputException;
import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** The pages that create a token and show its secret once. */
final class CreatePages {
    private static final String OUTAGE =
            "The database is unavailable, so no token was created. Your entries are still here;"
                    + " please try again in a moment.";
    private static final String STALE = "This form had expired, so no token was created. Please press Create again.";

    private final PersonalAccessTokens pats;
    private final TokenPages tokens;
    private final MemberAudit memberAudit;
    private final Pages pages;
    private final OneTimeSecrets oneTimeSecrets;
    private final Clock clock;
    private final Optional<Duration> confirmAfter;

    CreatePages(
            PersonalAccessTokens pats,
            TokenPages tokens,
            MemberAudit memberAudit,
            Pages pages,
            OneTimeSecrets oneTimeSecrets,
            Clock clock,
            Optional<Duration> confirmAfter) {
        this.pats = pats;
        this.tokens = tokens;
        this.memberAudit = memberAudit;
        this.pages = pages;
        this.oneTimeSecrets = oneTimeSecrets;
        this.clock = clock;
        this.confirmAfter = confirmAfter;
    }

    void form(Context ctx, SignedInMember signedIn) {
        show(ctx, signedIn, 200, TokenForm.empty(signedIn.session().newForm()), Map.of());
    }

    private void show(Context ctx, SignedInMember signedIn, int status, TokenForm form, Map<String, String> problems) {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        pages.send(
                ctx,
                signedIn,
                status,
                "create",
                Map.of(
                        "form",
                        form,
                        "groups",
                        ScopeBox.byHeading(form.scopes()),
                        "problems",
                        problems,
                        "today",
                        today));
    }

    /** Creates a token. Submitting the same form again creates no second one. */
    void create(Context ctx, SignedInMember signedIn) {
        TokenForm form = TokenForm.of(ctx);
        Session session = signedIn.session();
        synchronized (session) {
            if (!session.hasForm(form.key())) {
                show(ctx, signedIn, 409, form.withKey(session.newForm()), Map.of("form", STALE));
            } else if (session.tokenCreatedBy(form.key()).isPresent()) {
                redirectToSecret(ctx, session.tokenCreatedBy(form.key()).get());
            } else if (needsConfirmation(session)) {
                pages.send(ctx, signedIn, 200, "confirm", Map.of("form", form));
            } else {
                issue(ctx, signedIn, form);
            }
        }
    }

    private boolean needsConfirmation(Session session) {
        return confirmAfter
                .filter(age -> session.signedInAt().plus(age).isBefore(clock.instant()))
                .isPresent();
    }

    /** Continues with the form after the member has confirmed who they are. */
    void confirm(Context ctx, SignedInMember signedIn) {
        signedIn.session().confirm(clock.instant());
        create(ctx, signedIn);
    }

    private void issue(Context ctx, SignedInMember signedIn, TokenForm form) {
        try {
            IssuedToken issued = pats.issue(form.asRequest(signedIn.member().name()));
            record(ctx, issued.token());
            oneTimeSecrets.put(issued, signedIn.session());
            signedIn.session().recordCreated(form.key(), issued.token().id());
            redirectToSecret(ctx, issued.token().id());
        } catch (InvalidInputException e) {
            int status = e.kind() == InvalidInputException.Kind.NAME_TAKEN ? 409 : 422;
            show(ctx, signedIn, status, form, Map.of(e.argument(), Labels.problem(e)));
        }
    }

    /** Records the new token in the audit trail. If that fails, the token is revoked and its secret is not shown. */
    private void record(Context ctx, Token token) {
        try {
            memberAudit.recordToken(ctx, AuditAction.CREATED, token);
        } catch (JdbiException e) {
            pats.revoke(token.owner(), token.id());
            throw e;
        }
    }

    private static void redirectToSecret(Context ctx, TokenId id) {
        Pages.redirect(ctx, "/tokens/" + id + "/secret");
    }

    /** Shows the form with its entries while the database is unavailable. */
    void keepForm(Context ctx, SignedInMember signedIn) {
        show(ctx, signedIn, 503, TokenForm.of(ctx), Map.of("form", OUTAGE));
    }

    /** Shows the secret if it has not been shown before. */
    void secret(Context ctx, SignedInMember signedIn) {
        Optional<Token> token = tokens.find(ctx, signedIn);
        if (token.isEmpty()) {
            tokens.sendNotFound(ctx);
            return;
        }
        TokenView view = TokenView.of(token.get(), clock.instant());
        Optional<IssuedToken> issued = oneTimeSecrets.take(token.get().id(), signedIn.session());
        if (issued.isPresent()) {
            String secret = issued.get().secret().reveal();
            issued.get().secret().close();
            pages.send(ctx, signedIn, 200, "secret", Map.of("token", view, "secret", secret));
        } else {
            pages.send(ctx, signedIn, 410, "shown", Map.of("token", view));
        }
    }
}
