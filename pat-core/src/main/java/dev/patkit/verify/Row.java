package dev.patkit.verify;

import dev.patkit.secret.ProofDigest;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored token as the checks need it: each fact a field, so that asking makes no objects and stays in one place. */
final class Row {
    private final long id;
    private final Token token;
    private final String owner;
    private final Scopes scopes;
    private final SecretHash hash;
    private final boolean revoked;
    private final boolean suspended;
    private final boolean expires;
    private final long expiresAt;
    private final long lastUsedAt;
    private final long readAt;
    private final @Nullable ProofDigest proof;
    private final int idShard;
    private final int ownerShard;
    private final long idEpoch;
    private final long ownerEpoch;
    private volatile long nextNote;
    private volatile boolean hashSeen;

    private Row(
            StoredToken stored, Scopes scopes, long now, @Nullable ProofDigest proof, @Nullable EpochSnapshot stamp) {
        token = stored.token();
        id = token.id().value();
        owner = token.owner();
        this.scopes = scopes;
        hash = stored.hash();
        revoked = token.revokedAt().isPresent();
        suspended = stored.ownerSuspended();
        expires = token.expiresAt().isPresent();
        expiresAt = token.expiresAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        lastUsedAt = token.lastUsedAt().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        readAt = now;
        this.proof = proof;
        idShard = Epochs.shardOf(token.id());
        ownerShard = Epochs.shardOf(owner);
        idEpoch = stamp == null ? 0 : stamp.at(idShard);
        ownerEpoch = stamp == null ? 0 : stamp.at(ownerShard);
        nextNote = now;
    }

    /** A row for one verification. */
    static Row passing(StoredToken stored, long now) {
        return new Row(stored, stored.token().scopes(), now, null, null);
    }

    /** A row to be remembered, with an equal set of its scopes and the proof of its secret; the stamp was taken before it was read. */
    static Row stamped(StoredToken stored, Scopes scopes, long now, ProofDigest proof, EpochSnapshot stamp) {
        return new Row(stored, scopes, now, proof, stamp);
    }

    /** Whether a poll found both shards of the row as they were known before it was read. */
    boolean hasStampOf(EpochSnapshot snapshot) {
        return snapshot.at(idShard) == idEpoch && snapshot.at(ownerShard) == ownerEpoch;
    }

    /** Whether the token has expired, at an instant in milliseconds; at its expiry itself it has. */
    boolean hasExpired(long millis) {
        return expires && millis >= expiresAt;
    }

    /** Whether it is time to note a use; by the monotonic clock, so that the other one need not be asked. */
    boolean isNoteDue(long now) {
        return now - nextNote >= 0;
    }

    void noteNextAt(long time) {
        nextNote = time;
    }

    /** True once: for whoever is to see whether the hash is out of date. */
    boolean isHashUnseen() {
        boolean unseen = !hashSeen;
        hashSeen = true;
        return unseen;
    }

    long id() {
        return id;
    }

    Token token() {
        return token;
    }

    String owner() {
        return owner;
    }

    Scopes scopes() {
        return scopes;
    }

    SecretHash hash() {
        return hash;
    }

    boolean isRevoked() {
        return revoked;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean expires() {
        return expires;
    }

    long lastUsedAt() {
        return lastUsedAt;
    }

    long readAt() {
        return readAt;
    }

    /** Whether the token that was read has the secret that was proven when this row was remembered. */
    boolean isProvenBy(TokenReading read) {
        return proof != null && read.hasSecretOf(proof);
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "Row[id=" + token.id() + "]";
    }
}
