package dev.patkit.jdbc;

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

/** A store that tells each thread how often it has read a token, and whose polls can be blocked. */
final class NodeStore implements EpochStore {
    private final EpochStore next;
    private final Sabotage sabotage;
    private final Map<Thread, Integer> reads = new ConcurrentHashMap<>();
    private final Lock polling = new ReentrantLock();
    private @Nullable Epochs first;

    NodeStore(EpochStore next, Sabotage sabotage) {
        this.next = next;
        this.sabotage = sabotage;
    }

    /** How often the calling thread has read a token. */
    int reads() {
        return reads.getOrDefault(Thread.currentThread(), 0);
    }

    /** Returns once no poll is under way. Those that come now hang, until the calling thread releases them. */
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
            Epochs answer = first == null || sabotage != Sabotage.FROZEN_EPOCHS ? next.epochs() : first;
            first = answer;
            return answer;
        } finally {
            polling.unlock();
        }
    }

    @Override
    public Insertion insert(StoredToken token) {
        return next.insert(token);
    }

    @Override
    public TokenPage list(TokenQuery query) {
        return next.list(query);
    }

    @Override
    public int revoke(Selection selection, Instant at) {
        return next.revoke(selection, at);
    }

    @Override
    public void setSuspended(String owner, boolean suspended, Instant at) {
        next.setSuspended(owner, suspended, at);
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
