package dev.patkit.jdbc;

import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A store that counts each thread's reads of tokens, and whose polls can be blocked. */
final class NodeStore implements EpochStore {
    private final EpochStore next;
    private final VerifierDefect defect;
    private final Map<Thread, Integer> reads = new ConcurrentHashMap<>();
    private final Lock polling = new ReentrantLock();
    private @Nullable Epochs first;

    NodeStore(EpochStore next, VerifierDefect defect) {
        this.next = next;
        this.defect = defect;
    }

    /** How often the calling thread has read a token. */
    int reads() {
        return reads.getOrDefault(Thread.currentThread(), 0);
    }

    /** Returns once no poll is under way. New polls hang until the calling thread releases them. */
    void blockPolls() {
        polling.lock();
    }

    void releasePolls() {
        polling.unlock();
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        reads.merge(Thread.currentThread(), 1, Integer::sum);
        return next.find(id);
    }

    @Override
    public Epochs epochs() {
        polling.lock();
        try {
            Epochs answer = first == null || defect != VerifierDefect.FROZEN_EPOCHS ? next.epochs() : first;
            first = answer;
            return answer;
        } finally {
            polling.unlock();
        }
    }

    @Override
    public TokenPage list(TokenQuery query) {
        return next.list(query);
    }

    @Override
    public Change.Outcome apply(Change change) {
        return next.apply(change);
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
        next.recordUses(uses);
    }

    @Override
    public int purge(Instant deadBefore, int limit) {
        return next.purge(deadBefore, limit);
    }
}
