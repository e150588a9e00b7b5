package dev.patkit.internal.rows;

import dev.patkit.internal.proof.SecretFingerprint;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored token whose secret was proven, as the checks need it: each fact is a field, so that asking allocates
 * nothing.
 */
public final class CachedToken implements CheckedToken {
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
    private final SecretFingerprint fingerprint;
    private final int idShard;
    private final int ownerShard;
    private final long idEpoch;
    private final long ownerEpoch;
    private volatile long nextNote;

    private CachedToken(
            StoredToken stored, Scopes scopes, long now, SecretFingerprint fingerprint, @Nullable EpochSnapshot stamp) {
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
        this.fingerprint = fingerprint;
        idShard = Epochs.shardOf(token.id());
        ownerShard = Epochs.shardOf(owner);
        idEpoch = stamp == null ? 0 : stamp.at(idShard);
        ownerEpoch = stamp == null ? 0 : stamp.at(ownerShard);
        nextNote = now;
    }

    /** A row for one verification. */
    static CachedToken uncached(StoredToken stored, long now, SecretFingerprint fingerprint) {
        return new CachedToken(stored, stored.token().scopes(), now, fingerprint, null);
    }

    /** A row to be cached, with an equal set of its scopes; the stamp was taken before the row was read. */
    static CachedToken stamped(
            StoredToken stored, Scopes scopes, long now, SecretFingerprint fingerprint, EpochSnapshot stamp) {
        return new CachedToken(stored, scopes, now, fingerprint, stamp);
    }

    /** Whether a poll found both shards of the row as they were known before it was read. */
    boolean hasStampOf(EpochSnapshot snapshot) {
        return snapshot.at(idShard) == idEpoch && snapshot.at(ownerShard) == ownerEpoch;
    }

    /** Whether the token has expired at an instant in milliseconds; at its expiry itself it has. */
    public boolean hasExpired(long millis) {
        return expires && millis >= expiresAt;
    }

    /** Whether a use is due to be noted; by the monotonic clock, so that the wall clock need not be read. */
    public boolean isNoteDue(long now) {
        return now - nextNote >= 0;
    }

    /** Sets when the next use is due to be noted. */
    public void noteNextAt(long time) {
        nextNote = time;
    }

    /** The id. */
    public long id() {
        return id;
    }

    /** The facts. */
    public Token token() {
        return token;
    }

    /** The owner. */
    public String owner() {
        return owner;
    }

    /** The granted scopes. */
    public Scopes scopes() {
        return scopes;
    }

    /** The hash that the secret was proven against. */
    public SecretHash hash() {
        return hash;
    }

    /** Whether the token was revoked. */
    public boolean isRevoked() {
        return revoked;
    }

    /** Whether its owner is suspended. */
    public boolean isSuspended() {
        return suspended;
    }

    /** Whether it has an expiry at all. */
    public boolean expires() {
        return expires;
    }

    /** When it was last used as far as the store knows, in milliseconds. */
    public long lastUsedAt() {
        return lastUsedAt;
    }

    /** The fingerprint of the proven secret. */
    public SecretFingerprint fingerprint() {
        return fingerprint;
    }

    /** When it was read, by the monotonic clock. */
    long readAt() {
        return readAt;
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "CachedToken[id=" + token.id() + "]";
    }
}
