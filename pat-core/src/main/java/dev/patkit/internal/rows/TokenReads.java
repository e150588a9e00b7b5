package dev.patkit.internal.rows;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.token.TokenId;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows for verifications. An answer after the deadline is unavailable, and a row with another id than the
 * requested one is ignored.
 */
public final class TokenReads {
    private final TokenStore store;
    private final LongSupplier nanoTime;
    private final Duration deadline;
    private final long deadlineNanos;

    /** Reads from a store, with a deadline by a monotonic clock. */
    public TokenReads(TokenStore store, LongSupplier nanoTime, Duration deadline) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.deadline = deadline;
        deadlineNanos = deadline.toNanos();
    }

    /**
     * The row of an id for a verification that began at the given time; null if there is none.
     *
     * @throws UnavailableException if the store threw or answered too late
     */
    public @Nullable StoredToken find(long id, long begin) {
        StoredToken stored;
        try {
            stored = store.find(new TokenId(id)).orElse(null);
        } catch (UnavailableException e) {
            throw e;
        } catch (Throwable e) {
            throw UnavailableException.store("find", "the store threw", e);
        }
        if (nanoTime.getAsLong() - begin > deadlineNanos) {
            throw UnavailableException.store("find", "the answer came after " + deadline, null);
        }
        return stored != null && stored.token().id().value() == id ? stored : null;
    }
}
