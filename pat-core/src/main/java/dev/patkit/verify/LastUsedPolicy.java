package dev.patkit.verify;

import java.time.Duration;

/**
 * How last-used times are written back. They are gathered in memory and never delay or fail a verification.
 *
 * @param writeEvery the time between two writes, at most a day
 * @param resolution a token is written again only when its last use is this much later; at most a day
 * @param maxPending the most tokens that wait to be written; beyond it, uses are counted as lost
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
