package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The pages with a member's tokens: the list, the details, and deletion. */
final class TokenPages {
    private static final int PAGE_SIZE = 50;

    private final PersonalAccessTokens pats;
    private final MemberAudit memberAudit;
    private final Pages pages;
    private final Clock clock;

    TokenPages(PersonalAccessTokens pats, MemberAudit memberAudit, Pages pages, Clock clock) {
        this.pats = pats;
        this.memberAudit = memberAudit;
        this.pages = pages;
        this.clock = clock;
    }

    /** Lists tokens, newest first. Pending last-used times are written first. */
    void list(Context ctx, SignedInMember signedIn) {
        TokenQuery query = TokenQuery.ownedBy(signedIn.member().name()).limit(PAGE_SIZE);
        String after = ctx.queryParam("after");
        pats.housekeeping().flush();
        TokenPage page = pats.list(after == null ? query : query.after(position(after)));
        Instant now = clock.instant();
        pages.send(
                ctx,
                signedIn,
                200,
                "tokens",
                Map.of(
                        "tokens",
                        page.tokens().stream()
                                .map(token -> TokenView.of(token, now))
                                .toList(),
                        "next",
                        page.next().map(TokenPage.Cursor::toString).orElse(""),
                        "first",
                        after == null));
    }

    private static TokenPage.Cursor position(String after) {
        return TokenPage.Cursor.parse(after).orElseThrow(BadRequestResponse::new);
    }

    void details(Context ctx, SignedInMember signedIn) {
        show(ctx, signedIn, "token");
    }

    void askToDelete(Context ctx, SignedInMember signedIn) {
        show(ctx, signedIn, "delete");
    }

    private void show(Context ctx, SignedInMember signedIn, String page) {
        pats.housekeeping().flush();
        find(ctx, signedIn)
                .ifPresentOrElse(
                        token -> pages.send(
                                ctx, signedIn, 200, page, Map.of("token", TokenView.of(token, clock.instant()))),
                        () -> sendNotFound(ctx));
    }

    /** Finds the token in the path. Another member's token is treated as unknown. */
    Optional<Token> find(Context ctx, SignedInMember signedIn) {
        return TokenId.parse(ctx.pathParam("id"))
                .flatMap(id -> pats.find(signedIn.member().name(), id));
    }

    void sendNotFound(Context ctx) {
        pages.sendMessage(ctx, 404, "Token not found", "You have no token with this id.");
    }

    void delete(Context ctx, SignedInMember signedIn) {
        Optional<Token> token = find(ctx, signedIn);
        if (token.isEmpty()) {
            sendNotFound(ctx);
            return;
        }
        if (pats.revoke(signedIn.member().name(), token.get().id())) {
            memberAudit.recordOrQueue(ctx, AuditAction.DELETED, token.get());
        }
        signedIn.session().setFlash("“" + token.get().name() + "” was deleted.");
        Pages.redirect(ctx, "/tokens");
    }
}
