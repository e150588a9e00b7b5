package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.Unserialisable;
import dev.patkit.token.Token;
import java.util.OptionalInt;

/**
 * A token as stores keep it: its facts, the hash of its secret, the secret check where there is one, and whether its
 * owner is suspended. Only stores and the verifier see this type; it prints the id alone and refuses to be serialised.
 * Immutable and thread-safe.
 */
public final class StoredToken implements Unserialisable {
    private final Token token;
    private final SecretHash hash;
    private final OptionalInt secretCheck;
    private final boolean ownerSuspended;

    /**
     * A row as read from a store.
     *
     * @param token the facts
     * @param hash the stored hash
     * @param secretCheck the stored secret check, empty for secrets that are not random
     * @param ownerSuspended whether the token's owner is suspended; ignored when a token is added
     */
    public StoredToken(Token token, SecretHash hash, OptionalInt secretCheck, boolean ownerSuspended) {
        this.token = requireNonNull(token, "token must not be null");
        this.hash = requireNonNull(hash, "hash must not be null");
        this.secretCheck = requireNonNull(secretCheck, "secretCheck must not be null");
        this.ownerSuspended = ownerSuspended;
    }

    /**
     * The facts.
     *
     * @return the token
     */
    public Token token() {
        return token;
    }

    /**
     * The hash of the secret.
     *
     * @return a hash that hides itself
     */
    public SecretHash hash() {
        return hash;
    }

    /**
     * The secret check: the first 32 bits of a digest of the secret. A store keeps it exactly; it refuses a forged
     * secret before a slow hash function runs.
     *
     * @return the check, or empty for a secret that is not random
     */
    public OptionalInt secretCheck() {
        return secretCheck;
    }

    /**
     * Whether the token's owner was suspended at the moment of reading.
     *
     * @return true if none of the owner's tokens may be accepted
     */
    public boolean ownerSuspended() {
        return ownerSuspended;
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "StoredToken[id=" + token.id() + "]";
    }
}
