package dev.patkit.internal.proof;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A salted SHA-256 fingerprint of a secret, comparable only within one {@link SecretProver}. It says nothing about a
 * token, and the secret cannot be recovered from it. Immutable and thread-safe; it prints a placeholder.
 */
public final class SecretFingerprint {
    private final long a;
    private final long b;
    private final long c;
    private final long d;

    private SecretFingerprint(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    static SecretFingerprint of(ByteBuffer digest) {
        return new SecretFingerprint(digest.getLong(0), digest.getLong(8), digest.getLong(16), digest.getLong(24));
    }

    boolean sameAs(SecretFingerprint other) {
        return isSame(other.a, other.b, other.c, other.d);
    }

    boolean sameAs(ByteBuffer digest) {
        return isSame(digest.getLong(0), digest.getLong(8), digest.getLong(16), digest.getLong(24));
    }

    /** Without branches, so that the time reveals nothing. */
    private boolean isSame(long otherA, long otherB, long otherC, long otherD) {
        return ((a ^ otherA) | (b ^ otherB) | (c ^ otherC) | (d ^ otherD)) == 0;
    }

    int hash() {
        return Objects.hash(a, b, c, d);
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden fingerprint>";
    }
}
