package dev.patkit.secret;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * By what one {@link SecretProver} recognises a secret again: its SHA-256 under the prover's salt. It says nothing of a token,
 * and gives the secret away to nobody. Immutable and thread-safe; it prints a placeholder.
 */
public final class ProofDigest {
    private final long a;
    private final long b;
    private final long c;
    private final long d;

    private ProofDigest(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    static ProofDigest of(byte[] salt, SecretText secret) {
        return of(ByteBuffer.wrap(Sha256.digest(salt, secret)));
    }

    static ProofDigest of(ByteBuffer digest) {
        return new ProofDigest(digest.getLong(0), digest.getLong(8), digest.getLong(16), digest.getLong(24));
    }

    boolean sameAs(ProofDigest other) {
        return isSame(other.a, other.b, other.c, other.d);
    }

    boolean sameAs(ByteBuffer digest) {
        return isSame(digest.getLong(0), digest.getLong(8), digest.getLong(16), digest.getLong(24));
    }

    /** Without branches, so that the time tells nothing. */
    private boolean isSame(long otherA, long otherB, long otherC, long otherD) {
        return ((a ^ otherA) | (b ^ otherB) | (c ^ otherC) | (d ^ otherD)) == 0;
    }

    int hash() {
        return Objects.hash(a, b, c, d);
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden digest>";
    }
}
