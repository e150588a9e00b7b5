package dev.patkit.store;

import dev.patkit.secret.SecretHash;
import dev.patkit.token.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a token was accepted, to be written back.
 *
 * @param id the token
 * @param usedAt when it was last accepted, in whole milliseconds
 * @param upgrade a new hash for a secret whose stored hash is out of date, or null
 */
public record TokenUse(TokenId id, Instant usedAt, @Nullable HashUpgrade upgrade) {
    /**
     * A replacement of a stored hash, to be done only where the expected one is still there.
     *
     * @param expected the hash the secret was proven against
     * @param replacement the hash of the same secret, made with the current hasher
     */
    public record HashUpgrade(SecretHash expected, SecretHash replacement) {}
}
