package dev.patkit.verify;

import dev.patkit.bounded.IdTable;
import dev.patkit.fault.TokenStoreException;
import dev.patkit.secret.ProofDigest;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, kept honest by epochs. A row is served only while the newest poll began less than the bound ago and found
 * both of the row's shards at the epochs that were known before the row was read. Why that is enough is told in decision
 * 0011. Only proven secrets bring a row in, so strangers cannot fill it.
 */
final class EpochMemory implements RowMemory {
    private static final int POLLS_IN_A_BOUND = 3;
    private static final int CLOSING_SECONDS = 5;
    /** No part of the bound: so that a change made by hand, which raised no epoch, is seen some day. */
    private static final long OLDEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final EpochStore store;
    private final long boundNanos;
    private final LongSupplier nanoTime;
    private final VerificationListener listener;
    private final IdTable<Row> rows;
    private final SharedScopes scopes = new SharedScopes();
    private final ScheduledExecutorService follower;
    private volatile @Nullable EpochSnapshot newest;
    /** When each shard was last changed by this process, in numbers that count such changes. Guarded by this. */
    private final long[] marks = new long[Epochs.SHARDS];

    private long marked;

    EpochMemory(EpochStore store, Duration bound, int capacity, LongSupplier nanoTime, VerificationListener listener) {
        this.store = store;
        boundNanos = bound.toNanos();
        this.nanoTime = nanoTime;
        this.listener = listener;
        rows = new IdTable<>(capacity, Row::id);
        follower = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "patkit-epochs");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public @Nullable Row find(long id, long now) {
        EpochSnapshot snapshot = newest;
        if (snapshot == null || now - snapshot.begun() >= boundNanos) {
            return null;
        }
        Row row = rows.find(id);
        return row != null && row.hasStampOf(snapshot) && now - row.readAt() < OLDEST_NANOS ? row : null;
    }

    @Override
    public @Nullable EpochSnapshot stamp() {
        return newest;
    }

    @Override
    public Row remember(StoredToken stored, long now, ProofDigest proof, EpochSnapshot stamp) {
        Row row = Row.stamped(stored, scopes.equalTo(stored.token().scopes()), now, proof, stamp);
        rows.put(row);
        return row;
    }

    @Override
    public synchronized void forget(int shard) {
        marks[shard] = ++marked;
        EpochSnapshot snapshot = newest;
        if (snapshot != null) {
            newest = snapshot.marked(shard, marked);
        }
    }

    @Override
    public void start() {
        long nanos = boundNanos / POLLS_IN_A_BOUND;
        Future<?> unused = follower.scheduleWithFixedDelay(this::poll, 0, nanos, TimeUnit.NANOSECONDS);
    }

    /** Asks for all epochs once. Throws nothing that a store throws, else it would never be called again. */
    void poll() {
        long begun = nanoTime.getAsLong();
        long markedBefore = marked();
        try {
            publish(begun, store.epochs(), markedBefore);
        } catch (TokenStoreException e) {
            Listeners.tell(() -> listener.onTrouble(e));
        } catch (RuntimeException | Error e) {
            TokenStoreException trouble = new TokenStoreException("epochs", "the store threw", e);
            Listeners.tell(() -> listener.onTrouble(trouble));
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
        follower.shutdown();
        try {
            boolean unused = follower.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
