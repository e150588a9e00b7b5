package dev.patkit.internal.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256, which every Java platform has. */
public final class Sha256 {
    private Sha256() {}

    /** A new digest. */
    public static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The digest of a prefix followed by a secret's bytes, which are wiped. */
    public static byte[] digestAndWipe(byte[] prefix, byte[] secret) {
        try {
            MessageDigest digest = create();
            digest.update(prefix);
            return digest.digest(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
