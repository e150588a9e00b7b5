package dev.patkit.internal.rows;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.background.BackgroundTask;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.cache.BoundedIdMap;
import dev.patkit.internal.proof.SecretFingerprint;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.verify.Freshness;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of rows, kept honest by epochs. A row is served only while the newest poll began less than the bound ago and
 * found both of the row's shards at the epochs that were known before the row was read. Decision 0011 tells why that
 * suffices. Only proven secrets add a row, so strangers cannot fill the cache.
 */
final class EpochTokenCache implements TokenCache {
    private static final int POLLS_PER_BOUND = 3;
    /** Not a part of the bound: a change made by hand, which raised no epoch, is seen after this time. */
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final EpochStore store;
    private final Duration bound;
    private final long boundNanos;
    private final LongSupplier nanoTime;
    private final Notifier notifier;
    private final BoundedIdMap<CachedToken> rows;
    private final ScopesInterner scopes = new ScopesInterner();
    private final BackgroundTask poller = new BackgroundTask("patkit-epochs", this::poll);
    private volatile @Nullable EpochSnapshot newest;
    /** When each shard was last changed by this process, in numbers that count such changes. Guarded by this. */
    private final long[] marks = new long[Epochs.SHARDS];

    private long marked;

    EpochTokenCache(EpochStore store, Freshness freshness, LongSupplier nanoTime, Notifier notifier) {
        this.store = store;
        bound = freshness.bound();
        boundNanos = bound.toNanos();
        this.nanoTime = nanoTime;
        this.notifier = notifier;
        rows = new BoundedIdMap<>(freshness.rows(), CachedToken::id);
    }

    @Override
    public @Nullable CachedToken find(long id, long now) {
        EpochSnapshot snapshot = newest;
        if (snapshot == null || now - snapshot.begun() >= boundNanos) {
            return null;
        }
        CachedToken row = rows.find(id);
        return row != null && row.hasStampOf(snapshot) && now - row.readAt() < MAX_AGE_NANOS ? row : null;
    }

    @Override
    public @Nullable EpochSnapshot stamp() {
        return newest;
    }

    @Override
    public CachedToken add(StoredToken stored, long now, SecretFingerprint fingerprint, @Nullable EpochSnapshot stamp) {
        if (stamp == null) {
            return CachedToken.uncached(stored, now, fingerprint);
        }
        CachedToken row =
                CachedToken.stamped(stored, scopes.intern(stored.token().scopes()), now, fingerprint, stamp);
        rows.put(row);
        return row;
    }

    @Override
    public synchronized void invalidate(int shard) {
        marks[shard] = ++marked;
        EpochSnapshot snapshot = newest;
        if (snapshot != null) {
            newest = snapshot.marked(shard, marked);
        }
    }

    @Override
    public void start() {
        poller.start(Duration.ZERO, bound.dividedBy(POLLS_PER_BOUND));
    }

    /** Asks for all epochs once. */
    void poll() {
        long begun = nanoTime.getAsLong();
        long markedBefore = marked();
        try {
            publish(begun, store.epochs(), markedBefore);
        } catch (UnavailableException e) {
            notifier.unavailable(e);
        } catch (Throwable e) {
            notifier.unavailable(UnavailableException.store("epochs", "the store threw", e));
        }
    }

    private synchronized long marked() {
        return marked;
    }

    private synchronized void publish(long begun, Epochs found, long markedBefore) {
        newest = EpochSnapshot.of(begun, found, marks, markedBefore);
    }

    @Override
    public void close() {
        poller.stop();
    }
}
