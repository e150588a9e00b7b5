package dev.patkit.verify;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers last-used times, one for each token, and hands them to the store in batches off the verify path. A use waits here
 * until the store has taken it, so that what is being written is neither noted again nor kept twice. Every use that was noted
 * is taken by the store, or part of a later use of its token, or told lost.
 */
final class LastUsedRecorder implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final int CLOSING_SECONDS = 5;

    private final TokenStore store;
    private final LastUsedPolicy policy;
    private final long resolutionMillis;
    private final VerificationListener listener;
    private final ConcurrentMap<TokenId, TokenUse> pending = new ConcurrentHashMap<>();
    private final Set<TokenId> upgrading = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private final ScheduledExecutorService writer;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;

    LastUsedRecorder(TokenStore store, LastUsedPolicy policy, VerificationListener listener) {
        this.store = store;
        this.policy = policy;
        resolutionMillis = policy.resolution().toMillis();
        this.listener = listener;
        writer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "patkit-last-used");
            thread.setDaemon(true);
            return thread;
        });
        long nanos = policy.writeEvery().toNanos();
        Future<?> unused = writer.scheduleWithFixedDelay(this::flush, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Notes that a token was accepted, unless that is already known to the resolution asked for; and tells in how many
     * milliseconds there is something to note again.
     */
    long note(Row row, long millis) {
        if (isKnown(row.lastUsedAt(), millis)) {
            return millisUntilNext(row.lastUsedAt(), millis);
        }
        TokenId id = row.token().id();
        TokenUse waiting = pending.get(id);
        if (waiting != null && isKnown(waiting.usedAt().toEpochMilli(), millis)) {
            return millisUntilNext(waiting.usedAt().toEpochMilli(), millis);
        }
        add(new TokenUse(id, Instant.ofEpochMilli(millis), null));
        return resolutionMillis;
    }

    private boolean isKnown(long lastUse, long millis) {
        return lastUse > millis - resolutionMillis;
    }

    private long millisUntilNext(long lastUse, long millis) {
        return Math.min(resolutionMillis, lastUse + resolutionMillis - millis);
    }

    private void add(TokenUse use) {
        if (hasRoom(use.id())) {
            pending.merge(use.id(), use, LastUsedRecorder::later);
        } else {
            lost.incrementAndGet();
        }
        if (closed) {
            giveUp();
        }
    }

    private boolean hasRoom(TokenId id) {
        return pending.size() < policy.maxPending() || pending.containsKey(id);
    }

    private static TokenUse later(TokenUse one, TokenUse other) {
        Instant last = one.usedAt().isAfter(other.usedAt()) ? one.usedAt() : other.usedAt();
        return new TokenUse(one.id(), last, other.upgrade() == null ? one.upgrade() : other.upgrade());
    }

    /**
     * Claims the making of a new hash for a token, to be released when it is made; false while one is made or waits to be
     * written, and while there is no room to keep it, so that slow work is neither repeated nor done in vain.
     */
    boolean claimUpgrade(TokenId id) {
        if (!hasRoom(id) || !upgrading.add(id)) {
            return false;
        }
        TokenUse waiting = pending.get(id);
        if (waiting != null && waiting.upgrade() != null) {
            upgrading.remove(id);
            return false;
        }
        return true;
    }

    /** Ends a claim. */
    void releaseUpgrade(TokenId id) {
        upgrading.remove(id);
    }

    /** Notes a use together with a new hash for the secret that was just proven. */
    void noteUpgrade(TokenId id, long millis, SecretHash expected, SecretHash replacement) {
        add(new TokenUse(id, Instant.ofEpochMilli(millis), new TokenUse.HashUpgrade(expected, replacement)));
    }

    /**
     * Writes what waits, in the order of ids so that two writers cannot lock each other out; what the store refuses goes on
     * waiting. Throws nothing that a store throws, else the writer would never be called again.
     */
    void flush() {
        writing.lock();
        try {
            List<TokenUse> waiting = new ArrayList<>(pending.values());
            waiting.sort(Comparator.comparingLong(use -> use.id().value()));
            for (int from = 0; from < waiting.size() && !closed; from += BATCH) {
                write(waiting.subList(from, Math.min(from + BATCH, waiting.size())));
            }
        } finally {
            writing.unlock();
        }
        reportLost(lost.getAndSet(0));
    }

    private void write(List<TokenUse> batch) {
        try {
            store.recordUses(batch);
            batch.forEach(use -> pending.remove(use.id(), use));
        } catch (TokenStoreException e) {
            Listeners.tell(() -> listener.onTrouble(e));
        } catch (RuntimeException | Error e) {
            TokenStoreException trouble = new TokenStoreException("recordUses", "the store threw", e);
            Listeners.tell(() -> listener.onTrouble(trouble));
        }
    }

    private void reportLost(int count) {
        if (count > 0) {
            Listeners.tell(() -> listener.onLastUsedLost(count));
        }
    }

    /**
     * Lets the writer end a batch that is under way and write what waits, {@value #CLOSING_SECONDS} seconds at most, whatever
     * the store does and whoever interrupts; what the store has not taken by then is lost and reported. A writer that hangs
     * beyond that writes nothing more once its batch ends.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            writer.execute(this::flush);
            writer.shutdown();
        }
        awaitWriter();
        closed = true;
        giveUp();
    }

    private void awaitWriter() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        boolean interrupted = false;
        boolean waiting = true;
        while (waiting) {
            try {
                boolean unused = writer.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                waiting = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops what waits and tells how much that was. */
    private void giveUp() {
        int count = lost.getAndSet(0);
        for (TokenId id : pending.keySet()) {
            count += pending.remove(id) == null ? 0 : 1;
        }
        reportLost(count);
    }
}
