package dev.patkit.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 as used here: every Java platform has it. */
final class Sha256 {
    private static final byte[] CHECK_DOMAIN = "pat-check1:".getBytes(StandardCharsets.US_ASCII);

    private Sha256() {}

    /** The digest of a prefix followed by a secret; the copy of the secret is wiped. */
    static byte[] digest(byte[] prefix, SecretText secret) {
        byte[] bytes = secret.revealBytes();
        try {
            MessageDigest digest = create();
            digest.update(prefix);
            return digest.digest(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * The first 32 bits of a digest of the secret under a domain of its own. With 43 base62 digits the input is 54 bytes:
     * one compression block.
     */
    static int check(SecretText secret) {
        return ByteBuffer.wrap(digest(CHECK_DOMAIN, secret)).getInt();
    }
}
