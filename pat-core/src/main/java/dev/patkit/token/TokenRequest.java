package dev.patkit.token;

import dev.patkit.fault.InvalidInputException;
import dev.patkit.internal.text.ReadableText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an owner asks for. Owner, name and scopes cannot be left out: the compiler sees to it. Every text is checked here,
 * before anything is written. Immutable and thread-safe.
 *
 * <p>People read these texts and choose tokens by them, so a text is refused if it has characters that cannot be seen or
 * words that mix scripts: control and format characters (a zero-width space, a bidirectional control), white space other
 * than single U+0020, surrogates, private-use and unassigned code points, letters that stand for others such as ligatures
 * and full-width letters, combining marks without a base or piled up. The message names the code point. Joiners are
 * accepted where a script or an emoji needs them. Texts that are accepted can still resemble each other, as {@code l} and
 * {@code I} do.
 */
public final class TokenRequest {
    /** The most characters (code points) of an owner. */
    public static final int MAX_OWNER_LENGTH = ReadableText.MAX_OWNER_LENGTH;
    /** The most characters (code points) of a name. */
    public static final int MAX_NAME_LENGTH = ReadableText.MAX_NAME_LENGTH;
    /** The most characters (code points) of a description. */
    public static final int MAX_DESCRIPTION_LENGTH = ReadableText.MAX_DESCRIPTION_LENGTH;

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
     * @param owner an opaque, stable name, kept exactly as given
     * @return the request so far, which still needs a name
     * @throws InvalidInputException as {@link #requireOwner} does
     */
    public static Owned forOwner(@Nullable String owner) {
        return new Owned(requireOwner(owner));
    }

    /**
     * The owner, if it is one that a token can have. It is never changed, because two owners could become one: an owner with
     * white space around it, or in another normalization form than NFC, is refused.
     *
     * @param owner the owner's name
     * @return the same text
     * @throws InvalidInputException if null, blank, over 255 characters, or unreadable; argument {@code owner}
     */
    public static String requireOwner(@Nullable String owner) {
        return ReadableText.owner(owner);
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
         * @param name the name; white space around it is removed, and it is brought into normalization form NFC
         * @return the request so far, which still needs scopes
         * @throws InvalidInputException if null, blank, over 100 characters, or unreadable; argument {@code name}
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
            return allowing(Scopes.of(
                    Stream.concat(Stream.of(first), Arrays.stream(more)).toArray(Scope[]::new)));
        }

        /**
         * Grants a set of scopes.
         *
         * @param scopes at least one scope
         * @return the request, complete: it asks for a token that does not expire
         * @throws InvalidInputException if the set is empty; argument {@code scopes}
         */
        public TokenRequest allowing(Scopes scopes) {
            if (scopes.isEmpty()) {
                throw new InvalidInputException("scopes", "must not be empty");
            }
            return new TokenRequest(this, scopes, "", null, null);
        }
    }

    /**
     * Notes what the token is for. Default: nothing.
     *
     * @param text the description, which may be empty; it is stripped and normalised as a name is
     * @return a request with the description
     * @throws InvalidInputException if null, over 500 characters, or unreadable; argument {@code description}
     */
    public TokenRequest described(@Nullable String text) {
        return new TokenRequest(named(), scopes, ReadableText.description(text), lifetime, expiry);
    }

    private Named named() {
        return new Named(new Owned(owner), name);
    }

    /**
     * Lets the token expire after a time, counted from its issue. Default: it does not expire.
     *
     * @param time how long it lives, at least one millisecond; parts of a millisecond are cut off
     * @return a request with the expiry
     */
    public TokenRequest expiringIn(Duration time) {
        return new TokenRequest(named(), scopes, description, time, null);
    }

    /**
     * Lets the token expire at an instant. Default: it does not expire.
     *
     * @param instant the first instant at which it is refused; parts of a millisecond are cut off
     * @return a request with the expiry
     */
    public TokenRequest expiringAt(Instant instant) {
        return new TokenRequest(named(), scopes, description, null, instant);
    }

    /**
     * The facts of the token that is asked for, if it is issued now.
     *
     * @param id the id of the new token
     * @param now the instant of issue
     * @return the token
     * @throws InvalidInputException if the expiry is not after {@code now}, or too far away to be stored exactly; argument
     *     {@code expiry}
     */
    public Token issuedAs(TokenId id, Instant now) {
        Token token = Token.builder(id, owner, name, scopes, now)
                .description(description)
                .expiresAt(expiry(now).orElse(null))
                .build();
        if (token.expiresAt().filter(end -> !end.isAfter(token.createdAt())).isPresent()) {
            throw new InvalidInputException("expiry", "must be in the future");
        }
        return token;
    }

    private Optional<Instant> expiry(Instant now) {
        try {
            Instant end = lifetime == null ? expiry : now.plus(lifetime);
            return Optional.ofNullable(end).map(Instant::toEpochMilli).map(Instant::ofEpochMilli);
        } catch (ArithmeticException | DateTimeException e) {
            throw new InvalidInputException("expiry", "must be a date that milliseconds in 64 bits can hold");
        }
    }

    /**
     * The owner asked for.
     *
     * @return the owner
     */
    public String owner() {
        return owner;
    }

    /**
     * The scopes asked for.
     *
     * @return the scopes
     */
    public Scopes scopes() {
        return scopes;
    }
}
