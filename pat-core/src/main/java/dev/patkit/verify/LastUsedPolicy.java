package dev.patkit.verify;

import java.time.Duration;

/**
 * How last-used times are written back. They are gathered in memory, one a token, and written by a thread of their own, so that
 * a store that fails, is read-only or hangs never delays or fails a verification. A write takes one connection of the pool.
 *
 * <p>What the store refuses goes on waiting and is tried again at the next write; {@link VerificationListener#onTrouble} hears
 * of each refusal. Memory is bounded by {@code maxPending}: when so many tokens wait, the use of another token is dropped, its
 * token shows an earlier last use, or none, until it is used again, and {@link VerificationListener#onLastUsedLost} hears how
 * many were dropped. Closing the verifier writes what waits and gives the store five seconds for it; what it has not taken then
 * is dropped and told likewise.
 *
 * @param writeEvery the time between two writes, at most a day
 * @param resolution a process writes a token again only when its last use is this much later; at most a day
 * @param maxPending the most tokens that wait to be written, those being written included, at about 120 bytes each, or 500
 *     where a new hash waits along; each thread that notes a use at the very moment may add one more
 */
public record LastUsedPolicy(Duration writeEvery, Duration resolution, int maxPending) {
    private static final Duration MOST = Duration.ofDays(1);

    /**
     * Checks the bounds.
     *
     * @param writeEvery the time between two writes
     * @param resolution the least time between two writes of one token
     * @param maxPending the most tokens that wait
     * @throws IllegalArgumentException if a value is negative or over a day, or {@code writeEvery} is zero
     */
    public LastUsedPolicy {
        if (writeEvery.isNegative() || writeEvery.isZero() || writeEvery.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("writeEvery must be positive and at most a day");
        }
        if (resolution.isNegative() || resolution.compareTo(MOST) > 0 || maxPending < 0) {
            throw new IllegalArgumentException("resolution must be at most a day, and nothing negative");
        }
    }

    /**
     * The defaults: every 10 seconds, at most once a minute for each token, at most 100,000 waiting.
     *
     * @return the default policy
     */
    public static LastUsedPolicy ofDefaults() {
        return new LastUsedPolicy(Duration.ofSeconds(10), Duration.ofMinutes(1), 100_000);
    }
}
