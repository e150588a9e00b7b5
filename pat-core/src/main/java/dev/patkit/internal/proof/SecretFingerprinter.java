package dev.patkit.internal.proof;

import dev.patkit.internal.digest.Sha256;
import dev.patkit.secret.SecretText;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Fingerprints secrets under one random salt: with 43 base62 digits the input is 55 bytes, one compression block. */
final class SecretFingerprinter {
    private static final int SALT_BYTES = 12;

    private final byte[] salt = new byte[SALT_BYTES];

    SecretFingerprinter() {
        new SecureRandom().nextBytes(salt);
    }

    SecretFingerprint fingerprint(SecretText secret) {
        return SecretFingerprint.of(ByteBuffer.wrap(Sha256.digestAndWipe(salt, secret.revealBytes())));
    }

    /** A buffer for one thread, which allocates nothing per secret. */
    FingerprintBuffer newBuffer() {
        return new FingerprintBuffer(salt);
    }
}
