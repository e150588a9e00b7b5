package dev.patkit.secret;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that a secret fits a stored hash; never that a token is valid. Bounded by construction: a fixed table of small
 * sets, where an entry that was not used since it came or since the last look makes room first: tokens seen once do not push
 * out those in use. Only proven secrets enter, one entry a token, so wrong secrets can neither fill it nor push anything
 * out.
 */
final class ProofCache {
    private static final int WAYS = 8;

    private final AtomicReferenceArray<@Nullable Entry> entries;
    private final int sets;

    /** A cache for about as many tokens as given, rounded up to a power of two; zero keeps nothing. */
    ProofCache(int capacity) {
        sets = capacity == 0 ? 0 : Integer.highestOneBit(Math.max(1, (capacity - 1) / WAYS)) << 1;
        entries = new AtomicReferenceArray<>(sets * WAYS);
    }

    boolean holds(long id, ProofDigest digest, SecretHash hash) {
        Entry entry = find(id);
        if (entry == null || !entry.digest.sameAs(digest) || !entry.hash.sameAs(hash)) {
            return false;
        }
        entry.used = true;
        return true;
    }

    private @Nullable Entry find(long id) {
        int first = firstSlot(id);
        for (int slot = first; sets > 0 && slot < first + WAYS; slot++) {
            Entry entry = entries.get(slot);
            if (entry != null && entry.id == id) {
                return entry;
            }
        }
        return null;
    }

    private int firstSlot(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return ((int) (mixed >>> 32) & (sets - 1)) * WAYS;
    }

    void put(long id, ProofDigest digest, SecretHash hash) {
        if (sets > 0) {
            entries.set(slotFor(id), new Entry(id, digest, hash));
        }
    }

    private int slotFor(long id) {
        int first = firstSlot(id);
        int empty = -1;
        int unused = -1;
        for (int turn = 0; turn < WAYS; turn++) {
            int slot = first + (int) (id + turn & WAYS - 1);
            Entry entry = entries.get(slot);
            if (entry == null) {
                empty = slot;
            } else if (entry.id == id) {
                return slot;
            } else if (unused < 0 && !entry.used) {
                unused = slot;
            }
        }
        if (empty >= 0) {
            return empty;
        }
        return unused >= 0 ? unused : secondChance(first, id);
    }

    private int secondChance(int first, long id) {
        for (int slot = first; slot < first + WAYS; slot++) {
            Entry entry = entries.get(slot);
            if (entry != null) {
                entry.used = false;
            }
        }
        return first + (int) (id & WAYS - 1);
    }

    private static final class Entry {
        private final long id;
        private final ProofDigest digest;
        private final SecretHash hash;
        private volatile boolean used;

        private Entry(long id, ProofDigest digest, SecretHash hash) {
            this.id = id;
            this.digest = digest;
            this.hash = hash;
        }
    }
}
