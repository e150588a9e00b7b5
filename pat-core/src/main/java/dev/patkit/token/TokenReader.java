package dev.patkit.token;

import dev.patkit.secret.ProofDigest;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import java.util.OptionalInt;

/**
 * Reads presented tokens and proves their secrets without making an object of either: what a verifier does at every call.
 * The text itself is not handed out. Immutable and thread-safe.
 */
public final class TokenReader {
    private final TokenFormat format;
    private final SecretProver prover;

    /**
     * A reader of one service's tokens.
     *
     * @param format how they are written
     * @param prover proves their secrets
     */
    public TokenReader(TokenFormat format, SecretProver prover) {
        this.format = format;
        this.prover = prover;
    }

    /**
     * The id that presented text names.
     *
     * @param presented what a caller sent
     * @return the id, or -1 if the text is absent or not a well-formed token
     */
    public long idOf(PresentedToken presented) {
        return format.idOf(presented);
    }

    /**
     * Whether the secret of a presented token fits a stored hash.
     *
     * @param presented text of which {@link #idOf} gave an id
     * @param id that id
     * @param check the stored secret check, if the row has one
     * @param stored the stored hash
     * @return as {@link SecretProver#proves(long, String, int, int, OptionalInt, SecretHash)}
     * @throws dev.patkit.fault.UnavailableException if the hash cannot be read, the work failed, or it was refused as busy
     */
    public boolean proves(PresentedToken presented, long id, OptionalInt check, SecretHash stored) {
        return prover.proves(id, presented.text(), format.secretStart(), format.secretEnd(), check, stored);
    }

    /**
     * By what {@link #recognises} knows the secret of a presented token again.
     *
     * @param presented text of which {@link #idOf} gave an id
     * @return a digest of its secret
     */
    public ProofDigest digestOf(PresentedToken presented) {
        return prover.digestOf(presented.text(), format.secretStart(), format.secretEnd());
    }

    /**
     * Whether the secret of a presented token is one that was proven before.
     *
     * @param presented text of which {@link #idOf} gave an id
     * @param proof {@link #digestOf} the token whose secret was proven
     * @return whether it is the same secret
     */
    public boolean recognises(PresentedToken presented, ProofDigest proof) {
        return prover.recognises(proof, presented.text(), format.secretStart(), format.secretEnd());
    }
}
