package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.InvalidInputException;
import dev.patkit.internal.text.ReadableText;
import dev.patkit.internal.values.StorableValues;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token. Owner, name and scopes cannot be left out: the compiler enforces it. Every text is normalised
 * and checked here, before anything is written, and refused with the name of the argument. Immutable and thread-safe.
 */
public final class TokenRequest {
    /** The most characters (code points) of an owner. */
    public static final int MAX_OWNER_LENGTH = ReadableText.MAX_OWNER_LENGTH;
    /** The most characters (code points) of a name. */
    public static final int MAX_NAME_LENGTH = ReadableText.MAX_NAME_LENGTH;
    /** The most characters (code points) of a description. */
    public static final int MAX_DESCRIPTION_LENGTH = ReadableText.MAX_DESCRIPTION_LENGTH;

    /** A token expires before this instant: later dates do not survive other software. */
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** Longer than any lifetime that ends by then, and short enough to be added to any instant. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(3_652_059);

    private static final Duration SHORTEST_LIFETIME = Duration.ofMillis(1);
    private static final String NO_DATE = "must be in the future and before the year 10000";

    private final String owner;
    private final String name;
    private final Scopes scopes;
    private final String description;
    private final @Nullable Duration lifetime;
    private final @Nullable Instant expiry;

    private TokenRequest(
            Named named, Scopes scopes, String description, @Nullable Duration lifetime, @Nullable Instant expiry) {
        owner = named.owner.owner;
        name = named.name;
        this.scopes = scopes;
        this.description = description;
        this.lifetime = lifetime;
        this.expiry = expiry;
    }

    /**
     * Names the user or service that the token will act for.
     *
     * @param owner an opaque, stable name; normalised to NFC
     * @return the request so far, which still needs a name
     * @throws InvalidInputException if missing, blank, over 255 characters, or with characters that cannot be seen;
     *     argument {@code owner}
     */
    public static Owned forOwner(@Nullable String owner) {
        return new Owned(ReadableText.owner(owner));
    }

    /** A request that still needs a name. */
    public static final class Owned {
        private final String owner;

        private Owned(String owner) {
            this.owner = owner;
        }

        /**
         * Names the token. A name is unique among an owner's live tokens.
         *
         * @param name the name; white space around it is removed
         * @return the request so far, which still needs scopes
         * @throws InvalidInputException if missing, blank, over 100 characters, or with characters that cannot be seen;
         *     argument {@code name}
         */
        public Named named(@Nullable String name) {
            return new Named(this, ReadableText.name(name));
        }
    }

    /** A request that still needs scopes. */
    public static final class Named {
        private final Owned owner;
        private final String name;

        private Named(Owned owner, String name) {
            this.owner = owner;
            this.name = name;
        }

        /**
         * Grants scopes by name.
         *
         * @param first a scope
         * @param more others
         * @return the request, complete: it asks for a token that does not expire
         * @throws InvalidInputException if a name is not a {@code scope-token}, or there are over 100; argument {@code
         *     scopes}
         */
        public TokenRequest allowing(Scope first, Scope... more) {
            return allowing(Scopes.ofNames(ScopeName.of(first, more).toList()));
        }

        /**
         * Grants a set of scopes.
         *
         * @param scopes at least one scope
         * @return the request, complete: it asks for a token that does not expire
         * @throws InvalidInputException if the set is empty; argument {@code scopes}
         */
        public TokenRequest allowing(@Nullable Scopes scopes) {
            if (scopes == null || scopes.isEmpty()) {
                throw new InvalidInputException("scopes", "must not be empty");
            }
            return new TokenRequest(this, scopes, "", null, null);
        }
    }

    /**
     * Notes what the token is for. Default: nothing.
     *
     * @param text the description
     * @return a request with the description
     * @throws InvalidInputException if missing, over 500 characters, or with characters that cannot be seen; argument
     *     {@code description}
     */
    public TokenRequest described(@Nullable String text) {
        String checked = ReadableText.description(text);
        return new TokenRequest(named(), scopes, checked, lifetime, expiry);
    }

    private Named named() {
        return new Named(new Owned(owner), name);
    }

    /**
     * Lets the token expire after a time, counted from its issue. Default: it does not expire.
     *
     * @param time how long it lives, at least one millisecond; parts of a millisecond are truncated
     * @return a request with the expiry
     * @throws InvalidInputException if null, under a millisecond, or so long that it ends after the year 9999 whenever
     *     it begins; argument {@code expiry}
     */
    public TokenRequest expiringIn(@Nullable Duration time) {
        if (time == null || time.compareTo(SHORTEST_LIFETIME) < 0) {
            throw new InvalidInputException("expiry", "must be in the future");
        }
        if (time.compareTo(LONGEST_LIFETIME) > 0) {
            throw new InvalidInputException("expiry", NO_DATE);
        }
        return new TokenRequest(named(), scopes, description, time, null);
    }

    /**
     * Lets the token expire at an instant. Default: it does not expire.
     *
     * @param instant the first instant at which it is refused; parts of a millisecond are truncated
     * @return a request with the expiry
     * @throws InvalidInputException if null, or after the year 9999; argument {@code expiry}
     */
    public TokenRequest expiringAt(@Nullable Instant instant) {
        return new TokenRequest(named(), scopes, description, null, requireDate(instant));
    }

    private static Instant requireDate(@Nullable Instant instant) {
        if (instant == null || !instant.isBefore(YEAR_10000) || instant.isBefore(Instant.EPOCH)) {
            throw new InvalidInputException("expiry", NO_DATE);
        }
        return instant;
    }

    /**
     * The facts of the requested token, if it is issued now.
     *
     * @param id the id of the new token
     * @param now the instant of issue
     * @return the token
     * @throws InvalidInputException if the expiry is not after {@code now}, or after the year 9999; argument {@code
     *     expiry}
     * @throws IllegalArgumentException if {@code now} does not fit 64 bits of milliseconds
     */
    public Token issuedAs(TokenId id, Instant now) {
        Instant issued = StorableValues.instant("now", requireNonNull(now, "now must not be null"));
        Token token = Token.builder(id, owner, name, scopes, issued)
                .description(description)
                .expiresAt(expiry(issued))
                .build();
        if (token.expiresAt().filter(end -> !end.isAfter(token.createdAt())).isPresent()) {
            throw new InvalidInputException("expiry", "must be in the future");
        }
        return token;
    }

    private @Nullable Instant expiry(Instant now) {
        return lifetime == null ? expiry : requireDate(now.plus(lifetime));
    }

    /**
     * The owner of the requested token.
     *
     * @return the owner
     */
    public String owner() {
        return owner;
    }

    /**
     * The scopes of the requested token.
     *
     * @return the scopes
     */
    public Scopes scopes() {
        return scopes;
    }
}
