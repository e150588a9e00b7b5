package dev.patkit.secret;

import dev.patkit.bounded.IdTable;

/**
 * Remembers that a secret fits a stored hash; never that a token is valid. Only proven secrets enter, one entry a token, so
 * wrong secrets can neither fill it nor push anything out.
 */
final class ProofCache {
    private final IdTable<Entry> entries;

    private record Entry(long id, ProofDigest digest, SecretHash hash) {}

    /** A cache for about as many tokens as given, rounded up to a power of two; zero keeps nothing. */
    ProofCache(int capacity) {
        entries = new IdTable<>(capacity, Entry::id);
    }

    boolean holds(long id, ProofDigest digest, SecretHash hash) {
        Entry entry = entries.find(id);
        return entry != null && entry.digest.sameAs(digest) && entry.hash.sameAs(hash);
    }

    void put(long id, ProofDigest digest, SecretHash hash) {
        entries.put(new Entry(id, digest, hash));
    }
}
