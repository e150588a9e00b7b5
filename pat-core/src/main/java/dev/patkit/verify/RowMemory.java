package dev.patkit.verify;

import dev.patkit.secret.ProofDigest;
import dev.patkit.store.StoredToken;
import org.jspecify.annotations.Nullable;

/** Which rows may be served from memory. Thread-safe. */
interface RowMemory extends AutoCloseable {
    /** The row of an id, if a verification that begins now may go by it. */
    @Nullable
    Row find(long id, long now);

    /** What a row is stamped with. Taken before the row is read, never after. Null if none is to be remembered now. */
    @Nullable
    EpochSnapshot stamp();

    /** Keeps a row whose secret was proven, with the stamp that was taken before it was read; returns it. */
    Row remember(StoredToken stored, long now, ProofDigest proof, EpochSnapshot stamp);

    /** Serves no row of a shard until it was read again. */
    void forget(int shard);

    /** Begins to follow the store's changes. */
    void start();

    /** Stops to follow them. */
    @Override
    void close();
}
