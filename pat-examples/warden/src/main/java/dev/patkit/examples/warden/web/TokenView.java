package dev.patkit.examples.warden.web;

import dev.patkit.token.Token;
import dev.patkit.token.TokenState;
import java.time.Instant;
import java.util.List;

/** A token as pages show it: facts, never a secret. */
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
                Words.time(token.createdAt()),
                token.lastUsedAt().map(Words::time).orElse("never"),
                token.expiresAt().map(Words::time).orElse("never"),
                token.revokedAt().map(Words::time).orElse(""),
                token.state(now) == TokenState.EXPIRED);
    }
}
