package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.token.TokenId;
import java.util.Arrays;

/**
 * How often tokens were changed, as one reading of an {@link EpochStore} found it: a counter, its epoch, for each of
 * {@value #SHARDS} shards. Every token belongs to the shard of its id and to the shard of its owner. How a shard is
 * computed is fixed for all versions and processes, since all of them must agree. Immutable and thread-safe.
 */
public final class Epochs {
    /** How many shards there are, numbered from 0. */
    public static final int SHARDS = 256;

    private final long[] counters;

    private Epochs(long[] counters) {
        this.counters = counters;
    }

    /**
     * The shard of a token's id.
     *
     * @param id the id
     * @return 0 to 255
     */
    public static int shardOf(TokenId id) {
        return shardOf(requireNonNull(id, "id must not be null").value());
    }

    private static int shardOf(long number) {
        return (int) ((number * 0x9E3779B97F4A7C15L) >>> 56);
    }

    /**
     * The shard of an owner.
     *
     * @param owner the owner
     * @return 0 to 255
     */
    public static int shardOf(String owner) {
        return shardOf(requireNonNull(owner, "owner must not be null").hashCode());
    }

    /**
     * The epochs as a store read them.
     *
     * @param counters one for each shard, in their order; copied
     * @return the epochs
     * @throws IllegalArgumentException if there are more or fewer than {@value #SHARDS}, or one is negative
     */
    public static Epochs of(long... counters) {
        requireNonNull(counters, "counters must not be null");
        if (counters.length != SHARDS || Arrays.stream(counters).anyMatch(counter -> counter < 0)) {
            throw new IllegalArgumentException("counters must be " + SHARDS + ", and none negative");
        }
        return new Epochs(counters.clone());
    }

    /**
     * The epoch of one shard.
     *
     * @param shard 0 to 255
     * @return the counter
     * @throws IllegalArgumentException if out of bounds
     */
    public long at(int shard) {
        requireShard(shard);
        return counters[shard];
    }

    static void requireShard(int shard) {
        if (shard < 0 || shard >= SHARDS) {
            throw new IllegalArgumentException("shard must be 0 to " + (SHARDS - 1));
        }
    }
}
