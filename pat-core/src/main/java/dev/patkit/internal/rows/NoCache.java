package dev.patkit.internal.rows;

import dev.patkit.internal.proof.SecretFingerprint;
import dev.patkit.store.StoredToken;
import org.jspecify.annotations.Nullable;

/** Caches nothing: every verification reads the store. */
final class NoCache implements TokenCache {
    @Override
    public @Nullable CachedToken find(long id, long now) {
        return null;
    }

    @Override
    public @Nullable EpochSnapshot stamp() {
        return null;
    }

    @Override
    public CachedToken add(StoredToken stored, long now, SecretFingerprint fingerprint, @Nullable EpochSnapshot stamp) {
        return CachedToken.uncached(stored, now, fingerprint);
    }

    @Override
    public void invalidate(int shard) {}

    @Override
    public void start() {}

    @Override
    public void close() {}
}
