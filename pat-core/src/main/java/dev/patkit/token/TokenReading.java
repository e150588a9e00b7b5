package dev.patkit.token;

import dev.patkit.secret.PresentedDigest;
import dev.patkit.secret.ProofDigest;

/**
 * What a {@link TokenReader} read of a presented text: the id that it names and a digest of its secret, not the text. It
 * belongs to the thread that read it, until that thread reads another.
 *
 * <p>A text of which an id was read may still have a secret that is not made of base62 digits. Whoever does not find that its
 * secret is one that was proven has to ask {@link TokenReader#isWellFormed}.
 */
public final class TokenReading {
    private final TokenBytes text;
    private final PresentedDigest digest;
    private long id;

    /** Knows neither the reader nor its prover: a thread that lives on keeps this, and must not keep those alive, too. */
    TokenReading(TokenBytes text, PresentedDigest digest) {
        this.text = text;
        this.digest = digest;
    }

    void read(String presented) {
        id = -1;
        try {
            long named = text.read(presented);
            if (named >= 0) {
                text.digestSecret(digest);
            }
            id = named;
        } finally {
            text.wipe();
        }
    }

    /**
     * The id that the text names.
     *
     * @return the id, or -1 if the text is no token
     */
    public long id() {
        return id;
    }

    /**
     * Whether the secret is one that was proven before.
     *
     * @param proof {@link #digest} of the reading whose secret was proven
     * @return whether it is the same secret, compared in constant time; false if the text is no token
     */
    public boolean hasSecretOf(ProofDigest proof) {
        return id >= 0 && digest.fits(proof);
    }

    /**
     * By what the secret is known again. Unlike the reading, it may be kept.
     *
     * @return the digest
     * @throws IllegalStateException if the text is no token
     */
    public ProofDigest digest() {
        if (id < 0) {
            throw new IllegalStateException("what is no token has no secret");
        }
        return digest.copy();
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "TokenReading[id=" + id + "]";
    }
}
