package dev.patkit.secret;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Digests presented secrets for one thread, one after the other, under the salt of the prover that made this. Leaves no
 * garbage and keeps no secret. Not thread-safe.
 */
public final class PresentedDigest {
    private final MessageDigest sha256 = Sha256.create();
    private final ByteBuffer digest = ByteBuffer.allocate(sha256.getDigestLength());
    private final byte[] salt;

    /** Knows the salt, not the prover: a thread that lives on keeps this, and must not keep that alive, too. */
    PresentedDigest(byte[] salt) {
        this.salt = salt.clone();
    }

    /**
     * Digests a secret: with 43 base62 digits, one compression block.
     *
     * @param text its UTF-8 bytes are a part of this; not kept
     * @param from where the secret begins
     * @param to where it ends
     */
    public void take(byte[] text, int from, int to) {
        try {
            sha256.update(salt);
            sha256.update(text, from, to - from);
            sha256.digest(digest.array(), 0, digest.capacity());
        } catch (DigestException e) {
            throw new AssertionError("32 bytes hold a digest of SHA-256", e);
        } finally {
            // It has the secret in a buffer of its own, and would keep it there until the next.
            sha256.reset();
        }
    }

    /**
     * Whether the secret that was taken last is the one of a digest; compared in constant time.
     *
     * @param proof a {@link #copy} that was made when that secret was taken
     * @return whether it is the same secret
     */
    public boolean fits(ProofDigest proof) {
        return proof.sameAs(digest);
    }

    /**
     * The digest of the secret that was taken last, to be kept.
     *
     * @return the digest
     */
    public ProofDigest copy() {
        return ProofDigest.of(digest);
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden digest>";
    }
}
