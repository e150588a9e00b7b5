package dev.patkit.verify;

import dev.patkit.store.StoredToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import java.time.Instant;

/** A stored token as the checks need it: each fact a field, so that asking makes no objects. */
record Row(
        StoredToken stored,
        Token token,
        String owner,
        Scopes scopes,
        boolean revoked,
        boolean suspended,
        boolean expires,
        long expiresAt,
        long lastUsedAt) {
    static Row of(StoredToken stored) {
        Token token = stored.token();
        return new Row(
                stored,
                token,
                token.owner(),
                token.scopes(),
                token.revokedAt().isPresent(),
                stored.ownerSuspended(),
                token.expiresAt().isPresent(),
                token.expiresAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                token.lastUsedAt().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
    }

    /** Whether the token has expired, at an instant in milliseconds; at its expiry itself it has. */
    boolean hasExpired(long millis) {
        return expires && millis >= expiresAt;
    }
}
