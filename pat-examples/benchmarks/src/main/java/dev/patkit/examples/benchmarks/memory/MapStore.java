package dev.patkit.examples.benchmarks.memory;

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
import java.util.concurrent.atomic.AtomicLong;

/** Hundreds of thousands of rows that never change, and how often one was read. */
final class MapStore implements EpochStore {
    private final Map<TokenId, StoredToken> rows = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();

    long reads() {
        return reads.get();
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
    public Change.Outcome apply(Change change) {
        if (!change.revocations().isEmpty() || !change.suspensions().isEmpty()) {
            throw new UnsupportedOperationException("rows never change");
        }
        change.insertions().forEach(added -> rows.put(added.row().token().id(), added.row()));
        return new Change.Outcome(Change.Result.APPLIED, 0);
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
