package dev.patkit.internal.cache;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map by token id, bounded by construction: a fixed table of small sets. A value that was not used recently is
 * evicted first, so tokens seen once do not evict those in use. Thread-safe without locks; a look-up writes nothing
 * once a value is marked as used.
 *
 * @param <V> a value that knows its id
 */
public final class BoundedIdMap<V> {
    private static final int WAYS = 8;

    private final ToLongFunction<V> idOf;
    private final AtomicReferenceArray<@Nullable V> values;
    /** One bit per place of a set: its value was used. Above the bits, a counter: which place loses its bit next. */
    private final AtomicIntegerArray used;

    private final int sets;

    /**
     * An empty table.
     *
     * @param capacity about as many values as it holds, rounded up to a power of two; zero keeps nothing
     * @param idOf the id of a value
     */
    public BoundedIdMap(int capacity, ToLongFunction<V> idOf) {
        this.idOf = idOf;
        sets = capacity == 0 ? 0 : Integer.highestOneBit(Math.max(1, (capacity - 1) / WAYS)) << 1;
        values = new AtomicReferenceArray<>(sets * WAYS);
        used = new AtomicIntegerArray(sets);
    }

    /**
     * The value of an id, which is marked as used.
     *
     * @param id zero or more
     * @return the value, or null if none is held
     */
    public @Nullable V find(long id) {
        if (sets == 0) {
            return null;
        }
        int set = setOf(id);
        for (int turn = 0; turn < WAYS; turn++) {
            int way = way(id, turn);
            V value = values.get(set * WAYS + way);
            if (value != null && idOf.applyAsLong(value) == id) {
                noteUse(set, 1 << way);
                return value;
            }
        }
        return null;
    }

    private int setOf(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (sets - 1);
    }

    /** The place that is tried in the given turn; each id begins at a place of its own. */
    private static int way(long id, int turn) {
        return (int) (id + turn & WAYS - 1);
    }

    private void noteUse(int set, int bit) {
        if ((used.get(set) & bit) == 0) {
            used.accumulateAndGet(set, bit, (bits, more) -> bits | more);
        }
    }

    /**
     * Stores a value in place of an earlier one of its id, or of one that is used less.
     *
     * @param value the value
     */
    public void put(V value) {
        if (sets > 0) {
            long id = idOf.applyAsLong(value);
            int set = setOf(id);
            int way = wayFor(id, set);
            used.accumulateAndGet(set, ~(1 << way), (bits, mask) -> bits & mask);
            values.set(set * WAYS + way, value);
        }
    }

    private int wayFor(long id, int set) {
        int empty = -1;
        for (int turn = 0; turn < WAYS; turn++) {
            int way = way(id, turn);
            V value = values.get(set * WAYS + way);
            if (value != null && idOf.applyAsLong(value) == id) {
                return way;
            }
            if (value == null && empty < 0) {
                empty = way;
            }
        }
        return empty >= 0 ? empty : evict(set);
    }

    /**
     * The next place whose value is not marked as used. Each time, one place in turn loses its bit: otherwise values
     * that are no longer used would stay for good, and values in use would evict one another.
     */
    private int evict(int set) {
        int bits = used.updateAndGet(set, before -> (before & ~(1 << turnOf(before))) + (1 << WAYS));
        int way = turnOf(bits);
        while ((bits & 1 << way) != 0) {
            way = way + 1 & WAYS - 1;
        }
        return way;
    }

    private static int turnOf(int bits) {
        return bits >>> WAYS & WAYS - 1;
    }
}
