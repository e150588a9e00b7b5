package dev.patkit.internal.rows;

import dev.patkit.store.Epochs;

/** The epochs of all shards as one poll found them, and when that poll began. Immutable. */
public final class EpochSnapshot {
    private final long begun;
    private final long[] epochs;

    private EpochSnapshot(long begun, long[] epochs) {
        this.begun = begun;
        this.epochs = epochs;
    }

    /**
     * What a poll found. Where this process has made a change that the poll may have missed, a mark replaces the epoch:
     * a negative number, used once, that no store has.
     */
    static EpochSnapshot of(long begun, Epochs found, long[] marks, long markedBefore) {
        long[] epochs = new long[Epochs.SHARDS];
        for (int shard = 0; shard < Epochs.SHARDS; shard++) {
            epochs[shard] = marks[shard] > markedBefore ? -marks[shard] : found.at(shard);
        }
        return new EpochSnapshot(begun, epochs);
    }

    EpochSnapshot marked(int shard, long mark) {
        long[] changed = epochs.clone();
        changed[shard] = -mark;
        return new EpochSnapshot(begun, changed);
    }

    /** When the poll began, by the monotonic clock. */
    long begun() {
        return begun;
    }

    long at(int shard) {
        return epochs[shard];
    }
}
