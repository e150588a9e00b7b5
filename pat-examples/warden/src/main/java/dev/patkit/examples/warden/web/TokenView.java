package dev.patkit.examples.warden.web;

import dev.patkit.token.Token;
import java.time.Instant;
import java.util.List;

/** A token as pages show it. It never contains a secret. */
public record TokenView(
        String id,
        String name,
        List<String> scopes,
        String created,
        String lastUsed,
        String expires,
        String deleted,
        boolean expired) {
    static TokenView of(Token token, Instant now) {
        return new TokenView(
                token.id().toString(),
                token.name(),
                List.copyOf(token.scopes().names()),
                Labels.time(token.createdAt()),
                token.lastUsedAt().map(Labels::time).orElse("never"),
                token.expiresAt().map(Labels::time).orElse("never"),
                token.revokedAt().map(Labels::time).orElse(""),
                token.state(now) == Token.State.EXPIRED);
    }
}
