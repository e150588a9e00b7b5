package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.secret.SecretText;
import dev.patkit.secret.Unserialisable;

/**
 * A token that was just issued, with its secret. The text to give to the owner is {@code secret().reveal()}; nothing
 * else in the library can produce it again. Immutable; it prints no secret and refuses to be
 * serialised.
 */
public final class IssuedToken implements Unserialisable {
    private final SecretText secret;
    private final Token token;

    /**
     * Pairs a token with its text.
     *
     * @param token the token
     * @param secret the whole text of the token, as it will be presented
     */
    public IssuedToken(Token token, SecretText secret) {
        this.token = requireNonNull(token, "token must not be null");
        this.secret = requireNonNull(secret, "secret must not be null");
    }

    /**
     * The public facts.
     *
     * @return the token
     */
    public Token token() {
        return token;
    }

    /**
     * The whole text of the token, as its owner will present it.
     *
     * @return the secret
     */
    public SecretText secret() {
        return secret;
    }

    /** The id, and a placeholder for the secret. */
    @Override
    public String toString() {
        return "IssuedToken[id=" + token.id() + ", secret=" + secret + "]";
    }
}
