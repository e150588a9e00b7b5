package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public facts about a token; no secret and no hash. Immutable and thread-safe. Instants are whole milliseconds, as
 * stored.
 *
 * <p>Jackson 2 and 3 write a token that this library made as an object whose properties are named as the accessors
 * here: the id as text, the scopes as an array of names, the instants as ISO 8601 text, or null where there is none.
 */
public interface Token {
    /** A token's lifecycle state, ignoring whether its owner is suspended. */
    enum State {
        /** Neither revoked nor expired. */
        LIVE,
        /** Ended by its owner or an administrator, for good. */
        REVOKED,
        /** Past its expiry. */
        EXPIRED
    }

    /**
     * The public handle.
     *
     * @return the id
     */
    TokenId id();

    /**
     * The user or service the token acts for.
     *
     * @return an opaque name, compared character by character
     */
    String owner();

    /**
     * What the owner calls it; unique among the owner's live tokens.
     *
     * @return the name
     */
    String name();

    /**
     * What the owner noted about it.
     *
     * @return the description, empty if none was given
     */
    String description();

    /**
     * The scopes that were granted.
     *
     * @return never empty for an issued token
     */
    Scopes scopes();

    /**
     * When it was issued.
     *
     * @return the instant
     */
    Instant createdAt();

    /**
     * The first instant at which it is refused as expired.
     *
     * @return empty if it does not expire
     */
    Optional<Instant> expiresAt();

    /**
     * When it last authenticated a call, as far as written back; written in batches, so some seconds old.
     *
     * @return empty if never
     */
    Optional<Instant> lastUsedAt();

    /**
     * When it was revoked.
     *
     * @return empty if it was not
     */
    Optional<Instant> revokedAt();

    /**
     * The lifecycle state at an instant. Revoked goes before expired; at {@link #expiresAt()} itself the token is
     * expired.
     *
     * @param now the instant
     * @return the state
     */
    default State state(Instant now) {
        requireNonNull(now, "now must not be null");
        if (revokedAt().isPresent()) {
            return State.REVOKED;
        }
        return expiresAt().filter(expiry -> !now.isBefore(expiry)).isPresent() ? State.EXPIRED : State.LIVE;
    }

    /**
     * Returns a builder of a token's facts, for the issuer and for stores that read rows.
     *
     * @param id the public handle
     * @param owner the owner
     * @param name the name
     * @param scopes the granted scopes
     * @param createdAt when it was issued; truncated to milliseconds
     * @return a builder whose optional facts are all absent
     * @throws NullPointerException if an argument is null; the message names it
     * @throws IllegalArgumentException if {@code createdAt} does not fit 64 bits of milliseconds
     */
    static Builder builder(TokenId id, String owner, String name, Scopes scopes, Instant createdAt) {
        return new Builder(new TokenFacts(id, owner, name, "", scopes, createdAt, null, null, null));
    }

    /**
     * Returns a builder that has the facts of another token.
     *
     * @param token the token to copy
     * @return a builder with the same facts
     */
    static Builder copyOf(Token token) {
        requireNonNull(token, "token must not be null");
        return builder(token.id(), token.owner(), token.name(), token.scopes(), token.createdAt())
                .description(token.description())
                .expiresAt(token.expiresAt().orElse(null))
                .lastUsedAt(token.lastUsedAt().orElse(null))
                .revokedAt(token.revokedAt().orElse(null));
    }

    /**
     * The optional facts of a token. An instant that does not fit 64 bits of milliseconds is an {@link
     * IllegalArgumentException}. Not thread-safe.
     */
    final class Builder {
        private TokenFacts facts;

        private Builder(TokenFacts facts) {
            this.facts = facts;
        }

        /**
         * What the owner noted. Default: empty.
         *
         * @param description the description
         * @return this
         */
        public Builder description(String description) {
            facts = facts.withDescription(requireNonNull(description, "description must not be null"));
            return this;
        }

        /**
         * When the token expires. Default: never.
         *
         * @param expiresAt the instant, truncated to milliseconds so that it never lives longer than asked; null for
         *     never
         * @return this
         */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            facts = facts.withInstants(expiresAt, facts.lastUsedAt, facts.revokedAt);
            return this;
        }

        /**
         * When it last authenticated a call. Default: never.
         *
         * @param lastUsedAt the instant, truncated to milliseconds; null for never
         * @return this
         */
        public Builder lastUsedAt(@Nullable Instant lastUsedAt) {
            facts = facts.withInstants(facts.expiresAt, lastUsedAt, facts.revokedAt);
            return this;
        }

        /**
         * When it was revoked. Default: it was not.
         *
         * @param revokedAt the instant, truncated to milliseconds; null if it was not
         * @return this
         */
        public Builder revokedAt(@Nullable Instant revokedAt) {
            facts = facts.withInstants(facts.expiresAt, facts.lastUsedAt, revokedAt);
            return this;
        }

        /**
         * The token with the facts given so far.
         *
         * @return the token
         */
        public Token build() {
            return facts;
        }
    }
}
