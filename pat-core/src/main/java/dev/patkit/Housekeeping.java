package dev.patkit;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.internal.usage.LastUsedRecorder;
import dev.patkit.store.TokenStore;
import java.time.Clock;
import java.time.Duration;

/**
 * What a scheduled job calls. May run on several nodes at once. Thread-safe. Get it from {@link
 * PersonalAccessTokens#housekeeping()}.
 */
public final class Housekeeping {
    private static final int PURGE_BATCH = 1000;
    private static final Duration MAX_RETENTION = Duration.ofDays(36_500);

    private final TokenStore store;
    private final Clock clock;
    private final OpenState open;
    private final LastUsedRecorder uses;
    private final TokenCache cache;
    private final SecretProver prover;

    Housekeeping(
            TokenStore store,
            Clock clock,
            OpenState open,
            LastUsedRecorder uses,
            TokenCache cache,
            SecretProver prover) {
        this.store = store;
        this.clock = clock;
        this.open = open;
        this.uses = uses;
        this.cache = cache;
        this.prover = prover;
    }

    /**
     * Deletes tokens that were revoked or have expired longer ago than the retention. Call it from a daily job; it
     * works in batches. What this returns is final: what was deleted before a failure stays deleted, and calling again
     * continues.
     *
     * @param retention how long dead tokens are kept: zero to 36,500 days
     * @return how many were deleted
     * @throws IllegalArgumentException if the retention is negative or over 36,500 days; nothing was deleted
     */
    public int purge(Duration retention) {
        requireNonNull(retention, "retention must not be null");
        if (retention.isNegative() || retention.compareTo(MAX_RETENTION) > 0) {
            throw new IllegalArgumentException("retention must be zero to 36,500 days");
        }
        int total = 0;
        int deleted;
        do {
            open.requireOpen();
            deleted = store.purge(clock.instant().minus(retention), PURGE_BATCH);
            total += deleted;
        } while (deleted == PURGE_BATCH);
        return total;
    }

    /** Writes the last-used times that wait, ahead of their schedule. What the store refuses goes on waiting. */
    public void flush() {
        open.requireOpen();
        uses.flush();
    }

    /** Stops all background work, the last-used times that wait being written first. */
    void close() {
        cache.close();
        uses.close();
        prover.close();
    }
}
