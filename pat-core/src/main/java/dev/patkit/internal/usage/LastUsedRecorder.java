package dev.patkit.internal.usage;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.background.BackgroundTask;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.rows.CachedToken;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Collects last-used times, one per token, and hands them to the store in batches off the verify path. A use waits here
 * until the store has taken it, so a use that is being written is neither noted again nor kept twice. Every use that
 * was noted is taken by the store, or part of a later use of its token, or reported as lost. Thread-safe.
 */
public final class LastUsedRecorder implements AutoCloseable {
    private static final int BATCH = 1000;

    private final TokenStore store;
    private final LastUsedPolicy policy;
    private final long resolutionMillis;
    private final Notifier notifier;
    private final ConcurrentMap<TokenId, TokenUse> pending = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final BackgroundTask writer = new BackgroundTask("patkit-last-used", this::write);
    private volatile boolean closed;

    /** A recorder that has to be started. */
    public LastUsedRecorder(TokenStore store, LastUsedPolicy policy, Notifier notifier) {
        this.store = store;
        this.policy = policy;
        resolutionMillis = policy.resolution().toMillis();
        this.notifier = notifier;
    }

    /** Begins to write at intervals. */
    public void start() {
        writer.start(policy.writeEvery(), policy.writeEvery());
    }

    /** Notes that a token was used, unless a use is known that is recent enough, and sets when the next is due. */
    public void note(CachedToken row, long now, long millis) {
        long waitMillis = note(row, millis);
        row.noteNextAt(now + TimeUnit.MILLISECONDS.toNanos(waitMillis));
    }

    private long note(CachedToken row, long millis) {
        if (isRecent(row.lastUsedAt(), millis)) {
            return millisUntilNext(row.lastUsedAt(), millis);
        }
        TokenId id = row.token().id();
        TokenUse waiting = pending.get(id);
        if (waiting != null && isRecent(waiting.usedAt().toEpochMilli(), millis)) {
            return millisUntilNext(waiting.usedAt().toEpochMilli(), millis);
        }
        add(new TokenUse(id, Instant.ofEpochMilli(millis), null));
        return resolutionMillis;
    }

    private boolean isRecent(long lastUse, long millis) {
        return lastUse > millis - resolutionMillis;
    }

    private long millisUntilNext(long lastUse, long millis) {
        return Math.min(resolutionMillis, lastUse + resolutionMillis - millis);
    }

    void add(TokenUse use) {
        if (hasRoom(use.id())) {
            pending.merge(use.id(), use, LastUsedRecorder::later);
        } else {
            lost.incrementAndGet();
        }
        if (closed) {
            dropPending();
        }
    }

    boolean hasRoom(TokenId id) {
        return pending.size() < policy.maxPending() || pending.containsKey(id);
    }

    private static TokenUse later(TokenUse one, TokenUse other) {
        Instant last = one.usedAt().isAfter(other.usedAt()) ? one.usedAt() : other.usedAt();
        return new TokenUse(one.id(), last, other.upgrade() == null ? one.upgrade() : other.upgrade());
    }

    /** The use of a token that waits to be written. */
    @Nullable
    TokenUse pending(TokenId id) {
        return pending.get(id);
    }

    /** Writes what waits, ahead of the schedule; what the store refuses goes on waiting. */
    public void flush() {
        writer.runNow();
    }

    /** In the order of ids, so that two writers do not block each other. Only the writer's thread calls this. */
    private void write() {
        List<TokenUse> waiting = new ArrayList<>(pending.values());
        waiting.sort(Comparator.comparingLong(use -> use.id().value()));
        for (int from = 0; from < waiting.size() && !closed; from += BATCH) {
            write(waiting.subList(from, Math.min(from + BATCH, waiting.size())));
        }
        notifier.lastUsedLost(lost.getAndSet(0));
    }

    private void write(List<TokenUse> batch) {
        try {
            store.recordUses(batch);
            batch.forEach(use -> pending.remove(use.id(), use));
        } catch (UnavailableException e) {
            notifier.unavailable(e);
        } catch (Throwable e) {
            notifier.unavailable(UnavailableException.store("recordUses", "the store threw", e));
        }
    }

    /**
     * Completes a running batch and writes what waits, within five seconds, even if the store hangs or the caller is
     * interrupted. What the store has not taken by then is dropped and reported. A writer that hangs longer writes
     * nothing more once its batch ends.
     */
    @Override
    public void close() {
        writer.finish();
        closed = true;
        dropPending();
    }

    private void dropPending() {
        int count = lost.getAndSet(0);
        for (TokenId id : pending.keySet()) {
            count += pending.remove(id) == null ? 0 : 1;
        }
        notifier.lastUsedLost(count);
    }
}
