package dev.patkit.token;

import dev.patkit.secret.ProofDigest;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.secret.SecretText;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Reads presented tokens and proves their secrets: what a verifier does at every call. A text is gone through once, and no
 * object is made of it or its secret unless that has to be hashed. The text itself is not handed out. Immutable and
 * thread-safe.
 */
public final class TokenReader {
    private final TokenFormat format;
    private final SecretProver prover;
    private final ThreadLocal<TokenReading> readings;

    /**
     * A reader of one service's tokens.
     *
     * @param format how they are written
     * @param prover proves their secrets
     */
    public TokenReader(TokenFormat format, SecretProver prover) {
        this.format = format;
        this.prover = prover;
        readings = ThreadLocal.withInitial(() -> new TokenReading(format.room(), prover.presentedDigest()));
    }

    /**
     * Reads a presented text.
     *
     * @param presented what a caller sent
     * @return what was read; this thread's until it reads another
     */
    public TokenReading read(PresentedToken presented) {
        TokenReading own = readings.get();
        own.read(presented.text());
        return own;
    }

    /**
     * Whether a presented text of which an id was read is a well-formed token to the last digit of its secret.
     *
     * @param presented text of which {@link #read} gave an id
     * @return false if {@link TokenFormat#parse} would find nothing
     */
    public boolean isWellFormed(PresentedToken presented) {
        return format.hasBase62Secret(presented);
    }

    /**
     * Whether the secret of a presented token fits a stored hash.
     *
     * @param presented a well-formed token
     * @param id the id that it names
     * @param digest the digest of its secret
     * @param check the stored secret check, if the row has one
     * @param stored the stored hash
     * @return as {@link SecretProver#proves(long, ProofDigest, Supplier, OptionalInt, SecretHash)}
     * @throws dev.patkit.fault.UnavailableException if the hash cannot be read, the work failed, or it was refused as busy
     */
    public boolean proves(PresentedToken presented, long id, ProofDigest digest, OptionalInt check, SecretHash stored) {
        return prover.proves(id, digest, () -> secretOf(presented), check, stored);
    }

    private SecretText secretOf(PresentedToken presented) {
        return SecretText.of(presented.text().substring(format.secretStart(), format.secretEnd()));
    }
}
