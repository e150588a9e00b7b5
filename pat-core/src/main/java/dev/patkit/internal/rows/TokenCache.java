package dev.patkit.internal.rows;

import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.proof.SecretFingerprint;
import dev.patkit.store.EpochStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.verify.Freshness;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which rows a verification may rely on without reading the store. Thread-safe. */
public interface TokenCache extends AutoCloseable {
    /**
     * The cache that keeps the promise of a freshness over a store; it has to be started.
     *
     * @throws IllegalArgumentException if {@link Freshness#within} is asked of a store that counts no changes
     */
    static TokenCache of(Freshness freshness, TokenStore store, LongSupplier nanoTime, Notifier notifier) {
        if (freshness.bound().isZero()) {
            return new NoCache();
        }
        if (store instanceof EpochStore counting) {
            return new EpochTokenCache(counting, freshness, nanoTime, notifier);
        }
        throw new IllegalArgumentException("freshness within a bound needs a store that counts its changes, and "
                + store.getClass().getName() + " does not: let it implement EpochStore, or choose Freshness.strict()");
    }

    /** The row of an id, if a verification that begins now may rely on it. */
    @Nullable
    CachedToken find(long id, long now);

    /** What a row is stamped with. Taken before the row is read, never after. Null if none can be cached now. */
    @Nullable
    EpochSnapshot stamp();

    /** Caches a row whose secret was proven, with the stamp that was taken before it was read, and returns it. */
    CachedToken add(StoredToken stored, long now, SecretFingerprint fingerprint, @Nullable EpochSnapshot stamp);

    /** Invalidates the cached rows of a shard. */
    void invalidate(int shard);

    /** Begins to follow the store's changes. */
    void start();

    /** Stops following them. */
    @Override
    void close();
}
