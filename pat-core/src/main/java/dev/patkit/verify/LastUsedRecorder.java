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
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers last-used times, one for each token, and hands them to the store in batches off the verify path. */
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
    private final ScheduledExecutorService writer;

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
     * Writes what waits, in the order of ids so that two writers cannot lock each other out; keeps what the store refuses.
     * Throws nothing that a store throws, else the writer would never be called again.
     */
    void flush() {
        List<TokenUse> taken = new ArrayList<>();
        pending.keySet().forEach(id -> {
            TokenUse use = pending.remove(id);
            if (use != null) {
                taken.add(use);
            }
        });
        taken.sort(Comparator.comparingLong(use -> use.id().value()));
        for (int from = 0; from < taken.size(); from += BATCH) {
            write(taken.subList(from, Math.min(from + BATCH, taken.size())));
        }
        reportLost(lost.getAndSet(0));
    }

    private void write(List<TokenUse> batch) {
        try {
            store.recordUses(batch);
        } catch (TokenStoreException e) {
            keep(batch, e);
        } catch (RuntimeException | Error e) {
            keep(batch, new TokenStoreException("recordUses", "the store threw", e));
        }
    }

    private void keep(List<TokenUse> batch, TokenStoreException trouble) {
        batch.forEach(this::add);
        Listeners.tell(() -> listener.onTrouble(trouble));
    }

    private void reportLost(int count) {
        if (count > 0) {
            Listeners.tell(() -> listener.onLastUsedLost(count));
        }
    }

    /**
     * Stops the writer, lets it end a batch that is under way, then writes what waits; what the store refuses now is lost and
     * reported. A writer that hangs is waited for {@value #CLOSING_SECONDS} seconds.
     */
    @Override
    public void close() {
        writer.shutdown();
        awaitWriter();
        flush();
        reportLost(pending.size());
        pending.clear();
    }

    private void awaitWriter() {
        try {
            boolean unused = writer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
