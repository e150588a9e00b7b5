package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.TokenAdministration;
import dev.patkit.examples.warden.platform.AuditCursor;
import dev.patkit.examples.warden.platform.AuditEvent;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page with the audit trail, for admins. */
final class AuditPages {
    private static final int PAGE_SIZE = 100;

    private final PersonalAccessTokens pats;
    private final AuditTrail audit;
    private final Pages pages;

    AuditPages(PersonalAccessTokens pats, AuditTrail audit, Pages pages) {
        this.pats = pats;
        this.audit = audit;
        this.pages = pages;
    }

    /** An event as the page shows it. */
    public record Row(
            String time,
            String actor,
            String action,
            String subject,
            String tokenId,
            String place,
            String reason,
            String address,
            String request) {}

    void list(Context ctx, SignedInMember signedIn) {
        AuditCursor position = AuditCursor.parse(ctx.queryParam("after")).orElseGet(AuditCursor::start);
        List<AuditEvent> events = audit.after(position, PAGE_SIZE);
        TokenAdministration tokens = pats.administration(signedIn.member().name());
        Map<TokenId, Optional<Token>> known = new HashMap<>();
        pages.send(
                ctx,
                signedIn,
                200,
                "audit",
                Map.of(
                        "events",
                        events.stream().map(event -> row(event, tokens, known)).toList(),
                        "next",
                        events.size() < PAGE_SIZE
                                ? ""
                                : AuditCursor.after(events.get(PAGE_SIZE - 1)).toString()));
    }

    /** For a refused token, the actor is unknown; the row shows the token's owner if the token exists. */
    private Row row(AuditEvent event, TokenAdministration tokens, Map<TokenId, Optional<Token>> known) {
        Optional<Token> token = Optional.ofNullable(event.tokenId())
                .filter(id -> event.actor() == null)
                .flatMap(id -> known.computeIfAbsent(id, tokens::find));
        return new Row(
                Labels.timeWithSeconds(event.at()),
                actor(event.actor(), token),
                event.action().label(),
                token.map(Token::name).orElse(event.subject()),
                event.tokenId() == null ? "" : event.tokenId().toString(),
                event.where(),
                event.reason(),
                event.address(),
                event.id().toString());
    }

    private static String actor(@Nullable String actor, Optional<Token> token) {
        return actor != null
                ? actor
                : token.map(found -> "token of " + found.owner()).orElse("unknown");
    }
}
