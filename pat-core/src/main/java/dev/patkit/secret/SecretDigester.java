package dev.patkit.secret;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Digests secrets under a random salt of the process: with 43 base62 digits the input is 55 bytes, one compression block.
 * Each thread keeps what the work needs, so that digesting leaves no garbage; no secret stays in it.
 */
final class SecretDigester {
    private static final int SALT_BYTES = 12;
    /** The most bytes that SHA-256 takes in one compression block. */
    private static final int BLOCK_BYTES = 55;

    private final byte[] salt = new byte[SALT_BYTES];
    private final byte[] blank;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(this::workspace);

    /**
     * What each thread keeps: a block that begins with the salt, and room for a digest. It must not refer to its digester, else
     * a thread that lives on would keep that alive, too.
     */
    private static final class Workspace {
        private final MessageDigest sha256 = Sha256.create();
        private final ByteBuffer digest = ByteBuffer.allocate(sha256.getDigestLength());
        private final byte[] block;

        private Workspace(byte[] blank) {
            block = blank.clone();
        }
    }

    SecretDigester() {
        new SecureRandom().nextBytes(salt);
        blank = Arrays.copyOf(salt, BLOCK_BYTES);
    }

    private Workspace workspace() {
        return new Workspace(blank);
    }

    ProofDigest digest(SecretText secret) {
        return ProofDigest.of(salt, secret);
    }

    /** The digest of the secret that is a part of a text. It is this thread's until its next call. */
    ByteBuffer digest(String text, int from, int to) {
        Workspace own = workspaces.get();
        int length = SALT_BYTES + to - from;
        try {
            if (length > BLOCK_BYTES || !isAscii(text, from, to, own.block)) {
                return ByteBuffer.wrap(Sha256.digest(salt, SecretText.of(text.substring(from, to))));
            }
            own.sha256.update(own.block, 0, length);
            own.sha256.digest(own.digest.array(), 0, own.digest.capacity());
            return own.digest;
        } catch (DigestException e) {
            throw new AssertionError("32 bytes hold a digest of SHA-256", e);
        } finally {
            own.sha256.reset();
            System.arraycopy(blank, 0, own.block, 0, blank.length);
        }
    }

    private static boolean isAscii(String text, int from, int to, byte[] block) {
        int all = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            all |= c;
            block[SALT_BYTES + i - from] = (byte) c;
        }
        return all < 0x80;
    }
}
