package dev.patkit.verify;

import dev.patkit.secret.ProofDigest;
import dev.patkit.store.StoredToken;
import org.jspecify.annotations.Nullable;

/** Remembers no row: every verification reads the store. */
final class NoMemory implements RowMemory {
    @Override
    public @Nullable Row find(long id, long now) {
        return null;
    }

    @Override
    public @Nullable EpochSnapshot stamp() {
        return null;
    }

    @Override
    public Row remember(StoredToken stored, long now, ProofDigest proof, EpochSnapshot stamp) {
        return Row.passing(stored, now);
    }

    @Override
    public void forget(int shard) {}

    @Override
    public void start() {}

    @Override
    public void close() {}
}
