package dev.patkit.examples.benchmarks.memory;

import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.Insertion;
import dev.patkit.store.Selection;
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
import java.util.concurrent.atomic.AtomicLong;

/** Hundreds of thousands of rows that never change, and how often one was read. */
final class MapStore implements EpochStore {
    private final Map<TokenId, StoredToken> rows = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();

    long reads() {
        return reads.get();
    }

    @Override
    public Insertion insert(StoredToken token) {
        return rows.putIfAbsent(token.token().id(), token) == null ? Insertion.INSERTED : Insertion.DUPLICATE_ID;
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        reads.incrementAndGet();
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public TokenPage list(TokenQuery query) {
        return TokenPage.of(query, List.of());
    }

    @Override
    public int revoke(Selection selection, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSuspended(String owner, boolean suspended, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void recordUses(List<TokenUse> uses) {}

    @Override
    public int purge(Instant deadBefore, int limit) {
        return 0;
    }

    @Override
    public Epochs epochs() {
        return Epochs.of(new long[Epochs.SHARDS]);
    }
}
