package dev.patkit.verify;

import java.time.Duration;

/**
 * How last-used times are written back. They are gathered in memory and never delay or fail a verification.
 *
 * @param writeEvery the time between two writes
 * @param resolution a token is written again only when its last use is this much later
 * @param maxPending the most tokens that wait to be written; beyond it, uses are counted as lost
 */
public record LastUsedPolicy(Duration writeEvery, Duration resolution, int maxPending) {
    /**
     * Checks the bounds.
     *
     * @param writeEvery the time between two writes
     * @param resolution the least time between two writes of one token
     * @param maxPending the most tokens that wait
     * @throws IllegalArgumentException if {@code writeEvery} is not positive, {@code resolution} is negative, or {@code
     *     maxPending} is negative
     */
    public LastUsedPolicy {
        if (writeEvery.isNegative() || writeEvery.isZero() || resolution.isNegative() || maxPending < 0) {
            throw new IllegalArgumentException("writeEvery must be positive, resolution and maxPending not negative");
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
