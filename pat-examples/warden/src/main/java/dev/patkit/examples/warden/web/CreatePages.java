package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.fault.DuplicateTokenNameException;
import dev.patkit.fault.InvalidInputException;
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

/** How a token is made, and how its secret is shown once. */
final class CreatePages {
    private static final String OUTAGE =
            "The database does not answer, so no token was made. Your entries are still here;"
                    + " please try again in a moment.";
    private static final String STALE = "This form was too old, so no token was made. Please press Create again.";

    private final PersonalAccessTokens pats;
    private final TokenPages tokens;
    private final Deeds deeds;
    private final Pages pages;
    private final HandOver handOver;
    private final Clock clock;
    private final Optional<Duration> confirmAfter;

    CreatePages(
            PersonalAccessTokens pats,
            TokenPages tokens,
            Deeds deeds,
            Pages pages,
            HandOver handOver,
            Clock clock,
            Optional<Duration> confirmAfter) {
        this.pats = pats;
        this.tokens = tokens;
        this.deeds = deeds;
        this.pages = pages;
        this.handOver = handOver;
        this.clock = clock;
        this.confirmAfter = confirmAfter;
    }

    void form(Context ctx, Visitor visitor) {
        show(ctx, visitor, 200, TokenForm.empty(visitor.session().newForm()), Map.of());
    }

    private void show(Context ctx, Visitor visitor, int status, TokenForm form, Map<String, String> problems) {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        pages.send(
                ctx,
                visitor,
                status,
                "create",
                Map.of(
                        "form",
                        form,
                        "groups",
                        ScopeBox.underHeadings(form.scopes()),
                        "problems",
                        problems,
                        "today",
                        today));
    }

    /** Makes a token; the same form sent twice makes one. */
    void create(Context ctx, Visitor visitor) {
        TokenForm form = TokenForm.of(ctx);
        Session session = visitor.session();
        synchronized (session) {
            if (!session.hasForm(form.key())) {
                show(ctx, visitor, 409, form.withKey(session.newForm()), Map.of("form", STALE));
            } else if (session.madeBy(form.key()).isPresent()) {
                showMade(ctx, session.madeBy(form.key()).get());
            } else if (mustConfirm(session)) {
                pages.send(ctx, visitor, 200, "confirm", Map.of("form", form));
            } else {
                issue(ctx, visitor, form);
            }
        }
    }

    private boolean mustConfirm(Session session) {
        return confirmAfter
                .filter(age -> session.signedInAt().plus(age).isBefore(clock.instant()))
                .isPresent();
    }

    /** The visitor has said again who they are; the form goes on. */
    void confirm(Context ctx, Visitor visitor) {
        visitor.session().confirm(clock.instant());
        create(ctx, visitor);
    }

    private void issue(Context ctx, Visitor visitor, TokenForm form) {
        try {
            IssuedToken issued = pats.issue(form.asRequest(visitor.member().name()));
            record(ctx, issued.token());
            handOver.leave(issued, visitor.session());
            visitor.session().made(form.key(), issued.token().id());
            showMade(ctx, issued.token().id());
        } catch (InvalidInputException e) {
            show(ctx, visitor, 422, form, Map.of(e.argument(), Words.problem(e)));
        } catch (DuplicateTokenNameException e) {
            show(ctx, visitor, 409, form, Map.of("name", "You have a token of this name already."));
        }
    }

    /** A secret that somebody has seen is in the audit trail: what cannot be written there is not shown. */
    private void record(Context ctx, Token token) {
        try {
            deeds.recordToken(ctx, AuditAction.CREATED, token);
        } catch (JdbiException e) {
            pats.revoke(token.owner(), token.id());
            throw e;
        }
    }

    private static void showMade(Context ctx, TokenId id) {
        Pages.redirect(ctx, "/tokens/" + id + "/secret");
    }

    /** Nothing that was typed is lost while the database is down. */
    void keepForm(Context ctx, Visitor visitor) {
        show(ctx, visitor, 503, TokenForm.of(ctx), Map.of("form", OUTAGE));
    }

    /** Shows the secret, if it was not shown before. */
    void secret(Context ctx, Visitor visitor) {
        Optional<Token> token = tokens.find(ctx, visitor);
        if (token.isEmpty()) {
            tokens.sendUnknown(ctx);
            return;
        }
        TokenView view = TokenView.of(token.get(), clock.instant());
        Optional<IssuedToken> issued = handOver.take(token.get().id(), visitor.session());
        if (issued.isPresent()) {
            String secret = issued.get().secret().reveal();
            issued.get().secret().close();
            pages.send(ctx, visitor, 200, "secret", Map.of("token", view, "secret", secret));
        } else {
            pages.send(ctx, visitor, 410, "shown", Map.of("token", view));
        }
    }
}
