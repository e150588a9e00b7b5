package dev.patkit.secret;

import java.nio.ByteBuffer;

/** SHA-256 of a secret under the process's salt, as four longs that are compared without branches. */
record ProofDigest(long a, long b, long c, long d) {
    static ProofDigest of(byte[] salt, SecretText secret) {
        return of(ByteBuffer.wrap(Sha256.digest(salt, secret)));
    }

    static ProofDigest of(ByteBuffer digest) {
        return new ProofDigest(digest.getLong(0), digest.getLong(8), digest.getLong(16), digest.getLong(24));
    }

    boolean sameAs(ProofDigest other) {
        return ((a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)) == 0;
    }

    @Override
    public String toString() {
        return "<hidden digest>";
    }
}
