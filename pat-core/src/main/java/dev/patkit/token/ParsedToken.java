package dev.patkit.token;

import dev.patkit.secret.SecretText;
import dev.patkit.secret.Unserialisable;

/** Presented text of the right shape and checksum: an id and a secret that nobody has proven yet. Immutable. */
public final class ParsedToken implements Unserialisable {
    private final SecretText secret;
    private final TokenId id;

    ParsedToken(TokenId id, SecretText secret) {
        this.id = id;
        this.secret = secret;
    }

    /**
     * The id the text names.
     *
     * @return the id
     */
    public TokenId id() {
        return id;
    }

    /**
     * The secret part of the text, without prefix, id and check.
     *
     * @return the secret to prove
     */
    public SecretText secret() {
        return secret;
    }

    /** The id, and a placeholder for the secret. */
    @Override
    public String toString() {
        return "ParsedToken[id=" + id + ", secret=" + secret + "]";
    }
}
