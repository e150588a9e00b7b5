package dev.patkit.internal.usage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How last-used times are written back.
 *
 * @param writeEvery the time between two writes, at most a day
 * @param resolution a process writes a token again only when its last use is this much later; at most a day
 * @param maxPending the most tokens that wait to be written, those being written included
 */
public record LastUsedPolicy(Duration writeEvery, Duration resolution, int maxPending) {
    private static final Duration MOST = Duration.ofDays(1);

    /** Checks the bounds. */
    public LastUsedPolicy {
        requireNonNull(writeEvery, "writeEvery must not be null");
        requireNonNull(resolution, "resolution must not be null");
        require(!writeEvery.isNegative() && !writeEvery.isZero(), "writeEvery must be positive");
        require(writeEvery.compareTo(MOST) <= 0, "writeEvery must be at most a day");
        require(!resolution.isNegative(), "resolution must not be negative");
        require(resolution.compareTo(MOST) <= 0, "resolution must be at most a day");
        require(maxPending >= 0, "maxPending must not be negative");
    }

    private static void require(boolean held, String rule) {
        if (!held) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Every 10 seconds, at most once per minute per token, at most 100,000 waiting. */
    public static LastUsedPolicy ofDefaults() {
        return new LastUsedPolicy(Duration.ofSeconds(10), Duration.ofMinutes(1), 100_000);
    }
}
