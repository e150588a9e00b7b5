package dev.patkit.internal.proof;

import dev.patkit.internal.digest.Sha256;
import dev.patkit.secret.SecretText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first 32 bits of a SHA-256 digest of a secret, under a domain of its own. Stored beside the hash, it refuses a
 * forged secret for the price of one digest, and tells an attacker 32 of 256 random bits, which is nothing. Not for
 * secrets that people choose.
 */
public final class SecretCheck {
    private static final byte[] DOMAIN = "pat-check1:".getBytes(StandardCharsets.US_ASCII);

    private SecretCheck() {}

    /** The check of a random secret; with 43 base62 digits the input is 54 bytes, one compression block. */
    public static int of(SecretText secret) {
        return ByteBuffer.wrap(Sha256.digestAndWipe(DOMAIN, secret.revealBytes()))
                .getInt();
    }
}
