package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.values.StorableValues;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one implementation of {@link Token}. */
record TokenFacts(
        TokenId id,
        String owner,
        String name,
        String description,
        Scopes scopes,
        Instant createdAt,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        @Nullable Instant revoked)
        implements Token {

    TokenFacts {
        requireNonNull(id, "id must not be null");
        requireNonNull(owner, "owner must not be null");
        requireNonNull(name, "name must not be null");
        requireNonNull(scopes, "scopes must not be null");
        requireNonNull(createdAt, "createdAt must not be null");
        createdAt = StorableValues.instant("createdAt", createdAt);
        expires = storable("expiresAt", expires);
        lastUsed = storable("lastUsedAt", lastUsed);
        revoked = storable("revokedAt", revoked);
    }

    private static @Nullable Instant storable(String argument, @Nullable Instant instant) {
        return instant == null ? null : StorableValues.instant(argument, instant);
    }

    TokenFacts withDescription(String text) {
        return new TokenFacts(id, owner, name, text, scopes, createdAt, expires, lastUsed, revoked);
    }

    TokenFacts withInstants(
            @Nullable Instant newExpiry, @Nullable Instant newLastUse, @Nullable Instant newRevocation) {
        return new TokenFacts(id, owner, name, description, scopes, createdAt, newExpiry, newLastUse, newRevocation);
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expires);
    }

    @Override
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsed);
    }

    @Override
    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revoked);
    }
}
