package dev.patkit.internal.proof;

import dev.patkit.internal.digest.Sha256;
import dev.patkit.internal.text.TokenScanner;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Fingerprints presented secrets for one thread, one after the other, under the salt of one prover. Allocates nothing
 * per secret and keeps none. Not thread-safe.
 */
final class FingerprintBuffer {
    private final MessageDigest sha256 = Sha256.create();
    private final ByteBuffer digest = ByteBuffer.allocate(sha256.getDigestLength());
    private final byte[] salt;

    /** Keeps the salt, not the prover: a thread that lives on keeps this, and must not keep that alive, too. */
    FingerprintBuffer(byte[] salt) {
        this.salt = salt.clone();
    }

    /** Fingerprints the secret of a scanned token: with 43 base62 digits, one compression block. */
    void take(TokenScanner scanned) {
        try {
            sha256.update(salt);
            scanned.digestSecret(sha256);
            sha256.digest(digest.array(), 0, digest.capacity());
        } catch (DigestException e) {
            throw new AssertionError("32 bytes hold a digest of SHA-256", e);
        } finally {
            // The digest has the secret in a buffer of its own, and would keep it there until the next call.
            sha256.reset();
        }
    }

    /** Whether the secret that was taken last has this fingerprint; compared in constant time. */
    boolean matches(SecretFingerprint fingerprint) {
        return fingerprint.sameAs(digest);
    }

    /** The fingerprint of the secret that was taken last, to be kept. */
    SecretFingerprint copy() {
        return SecretFingerprint.of(digest);
    }
}
