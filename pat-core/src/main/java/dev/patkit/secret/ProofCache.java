package dev.patkit.secret;

import dev.patkit.bounded.IdTable;
import java.nio.ByteBuffer;

/**
 * Remembers that a secret fits a stored hash; never that a token is valid. Only proven secrets enter, one entry a token, so
 * wrong secrets can neither fill it nor push anything out.
 */
final class ProofCache {
    private final IdTable<Entry> entries;

    /** The digest is not an object of its own: that would be one more place in memory to wait for. */
    private record Entry(long id, long a, long b, long c, long d, SecretHash hash) {
        boolean fits(long otherA, long otherB, long otherC, long otherD) {
            return ((a ^ otherA) | (b ^ otherB) | (c ^ otherC) | (d ^ otherD)) == 0;
        }
    }

    /** A cache for about as many tokens as given, rounded up to a power of two; zero keeps nothing. */
    ProofCache(int capacity) {
        entries = new IdTable<>(capacity, Entry::id);
    }

    boolean holds(long id, ProofDigest digest, SecretHash hash) {
        Entry entry = entries.find(id);
        return entry != null && entry.fits(digest.a(), digest.b(), digest.c(), digest.d()) && entry.hash.sameAs(hash);
    }

    /** The same for a digest that is not an object yet. */
    boolean holds(long id, ByteBuffer digest, SecretHash hash) {
        Entry entry = entries.find(id);
        return entry != null
                && entry.fits(digest.getLong(0), digest.getLong(8), digest.getLong(16), digest.getLong(24))
                && entry.hash.sameAs(hash);
    }

    void put(long id, ProofDigest digest, SecretHash hash) {
        entries.put(new Entry(id, digest.a(), digest.b(), digest.c(), digest.d(), hash));
    }
}
