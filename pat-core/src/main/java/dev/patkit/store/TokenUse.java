package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.values.StorableValues;
import dev.patkit.secret.SecretHash;
import dev.patkit.token.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a token authenticated a call, to be written back.
 *
 * @param id the token
 * @param usedAt when it was last used, in whole milliseconds
 * @param upgrade a new hash for a secret whose stored hash is out of date, or null
 */
public record TokenUse(TokenId id, Instant usedAt, @Nullable HashUpgrade upgrade) {
    /**
     * Checks that nothing is missing, and truncates the instant to milliseconds.
     *
     * @param id the token
     * @param usedAt when it was last used
     * @param upgrade a new hash, or null
     * @throws NullPointerException if {@code id} or {@code usedAt} is null; the message names it
     * @throws IllegalArgumentException if {@code usedAt} does not fit 64 bits of milliseconds
     */
    public TokenUse {
        requireNonNull(id, "id must not be null");
        usedAt = StorableValues.instant("usedAt", requireNonNull(usedAt, "usedAt must not be null"));
    }

    /**
     * A replacement of a stored hash, to be done only where the expected one is still there.
     *
     * @param expected the hash the secret was proven against
     * @param replacement the hash of the same secret, made with the current hasher
     */
    public record HashUpgrade(SecretHash expected, SecretHash replacement) {
        /**
         * Checks that nothing is missing.
         *
         * @param expected the hash the secret was proven against
         * @param replacement the new hash
         * @throws NullPointerException if one is null; the message names it
         */
        public HashUpgrade {
            requireNonNull(expected, "expected must not be null");
            requireNonNull(replacement, "replacement must not be null");
        }
    }
}
