package dev.patkit.verify;

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
    public void remember(Row row) {}

    @Override
    public void forget(int shard) {}

    @Override
    public void start() {}

    @Override
    public void close() {}
}
