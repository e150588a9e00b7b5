package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.fault.InvalidInputException;
import dev.patkit.store.PageCursor;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A member's tokens: the list, the details, and how one is deleted. */
final class TokenPages {
    private static final int ON_A_PAGE = 50;

    private final PersonalAccessTokens pats;
    private final Deeds deeds;
    private final Pages pages;
    private final Clock clock;

    TokenPages(PersonalAccessTokens pats, Deeds deeds, Pages pages, Clock clock) {
        this.pats = pats;
        this.deeds = deeds;
        this.pages = pages;
        this.clock = clock;
    }

    /** Lists tokens, the newest first, with uses of a moment ago. */
    void list(Context ctx, Visitor visitor) {
        TokenQuery query = TokenQuery.ownedBy(visitor.member().name()).limit(ON_A_PAGE);
        String after = ctx.queryParam("after");
        pats.flush();
        TokenPage page = pats.list(after == null ? query : query.after(PageCursor.parse(after)));
        Instant now = clock.instant();
        pages.send(
                ctx,
                visitor,
                200,
                "tokens",
                Map.of(
                        "tokens",
                        page.tokens().stream()
                                .map(token -> TokenView.of(token, now))
                                .toList(),
                        "next",
                        page.next().map(PageCursor::toString).orElse(""),
                        "first",
                        after == null));
    }

    void details(Context ctx, Visitor visitor) {
        show(ctx, visitor, "token");
    }

    void askToDelete(Context ctx, Visitor visitor) {
        show(ctx, visitor, "delete");
    }

    private void show(Context ctx, Visitor visitor, String page) {
        pats.flush();
        find(ctx, visitor)
                .ifPresentOrElse(
                        token -> pages.send(
                                ctx, visitor, 200, page, Map.of("token", TokenView.of(token, clock.instant()))),
                        () -> sendUnknown(ctx));
    }

    /** The token that the path names, if the visitor has it; another's is as unknown. */
    Optional<Token> find(Context ctx, Visitor visitor) {
        return id(ctx).flatMap(id -> pats.find(visitor.member().name(), id));
    }

    private static Optional<TokenId> id(Context ctx) {
        try {
            return Optional.of(TokenId.parse(ctx.pathParam("id")));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    void sendUnknown(Context ctx) {
        pages.sendMessage(ctx, 404, "No such token", "You have no token of this id.");
    }

    void delete(Context ctx, Visitor visitor) {
        Optional<Token> token = find(ctx, visitor);
        if (token.isEmpty()) {
            sendUnknown(ctx);
            return;
        }
        if (pats.revoke(visitor.member().name(), token.get().id())) {
            deeds.recordDone(ctx, AuditAction.DELETED, token.get());
        }
        visitor.session().tell("“" + token.get().name() + "” was deleted.");
        Pages.redirect(ctx, "/tokens");
    }
}
