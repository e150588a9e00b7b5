package dev.patkit.internal.proof;

import dev.patkit.internal.cache.BoundedIdMap;
import dev.patkit.secret.SecretHash;

/**
 * Caches that a secret fits a stored hash, never that a token is valid. Only proven secrets enter, one entry per token,
 * so wrong secrets can neither fill it nor push anything out.
 */
final class ProofCache {
    private final BoundedIdMap<Entry> entries;

    private record Entry(long id, SecretFingerprint fingerprint, SecretHash hash) {}

    /** A cache for about as many tokens as given, rounded up to a power of two; zero keeps nothing. */
    ProofCache(int capacity) {
        entries = new BoundedIdMap<>(capacity, Entry::id);
    }

    boolean holds(long id, SecretFingerprint fingerprint, SecretHash hash) {
        Entry entry = entries.find(id);
        return entry != null && entry.fingerprint.sameAs(fingerprint) && entry.hash.sameAs(hash);
    }

    void put(long id, SecretFingerprint fingerprint, SecretHash hash) {
        entries.put(new Entry(id, fingerprint, hash));
    }
}
