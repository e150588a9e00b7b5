package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.values.StorableValues;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of {@link Token}. The getters are for JSON mappers, which do not find the accessors. They
 * return text, so that no mapper has to know our types or {@code java.time}, and no reader a 63-bit number.
 */
final class TokenFacts implements Token {
    private final TokenId id;
    private final String owner;
    private final String name;
    private final String description;
    private final Scopes scopes;
    private final Instant createdAt;
    final @Nullable Instant expiresAt;
    final @Nullable Instant lastUsedAt;
    final @Nullable Instant revokedAt;

    TokenFacts(
            TokenId id,
            String owner,
            String name,
            String description,
            Scopes scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        this.id = requireNonNull(id, "id must not be null");
        this.owner = requireNonNull(owner, "owner must not be null");
        this.name = requireNonNull(name, "name must not be null");
        this.description = description;
        this.scopes = requireNonNull(scopes, "scopes must not be null");
        this.createdAt = StorableValues.instant("createdAt", requireNonNull(createdAt, "createdAt must not be null"));
        this.expiresAt = storable("expiresAt", expiresAt);
        this.lastUsedAt = storable("lastUsedAt", lastUsedAt);
        this.revokedAt = storable("revokedAt", revokedAt);
    }

    private static @Nullable Instant storable(String argument, @Nullable Instant instant) {
        return instant == null ? null : StorableValues.instant(argument, instant);
    }

    TokenFacts withDescription(String text) {
        return new TokenFacts(id, owner, name, text, scopes, createdAt, expiresAt, lastUsedAt, revokedAt);
    }

    TokenFacts withInstants(
            @Nullable Instant newExpiry, @Nullable Instant newLastUse, @Nullable Instant newRevocation) {
        return new TokenFacts(id, owner, name, description, scopes, createdAt, newExpiry, newLastUse, newRevocation);
    }

    @Override
    public TokenId id() {
        return id;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Scopes scopes() {
        return scopes;
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    @Override
    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    public String getId() {
        return id.toString();
    }

    public String getOwner() {
        return owner;
    }

    public String getName() {
        return name;
    }

    public String getDescription() {
        return description;
    }

    public Set<String> getScopes() {
        return scopes;
    }

    public String getCreatedAt() {
        return createdAt.toString();
    }

    public @Nullable String getExpiresAt() {
        return text(expiresAt);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    public @Nullable String getLastUsedAt() {
        return text(lastUsedAt);
    }

    public @Nullable String getRevokedAt() {
        return text(revokedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenFacts token && facts().equals(token.facts());
    }

    private List<@Nullable Object> facts() {
        return Arrays.asList(id, owner, name, description, scopes, createdAt, expiresAt, lastUsedAt, revokedAt);
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    @Override
    public String toString() {
        return "Token[id=" + id + ", owner=" + owner + ", name=" + name + ", description=" + description + ", scopes="
                + scopes + ", createdAt=" + createdAt + ", expiresAt=" + expiresAt + ", lastUsedAt=" + lastUsedAt
                + ", revokedAt=" + revokedAt + "]";
    }
}
