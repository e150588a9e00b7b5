package dev.patkit.secret;

import java.security.SecureRandom;

/** Digests secrets under a random salt of the process: with 43 base62 digits the input is 55 bytes, one compression block. */
final class SecretDigester {
    private static final int SALT_BYTES = 12;

    private final byte[] salt = new byte[SALT_BYTES];

    SecretDigester() {
        new SecureRandom().nextBytes(salt);
    }

    ProofDigest digest(SecretText secret) {
        return ProofDigest.of(salt, secret);
    }

    /** For one thread, without garbage. */
    PresentedDigest presented() {
        return new PresentedDigest(salt);
    }
}
