package dev.patkit.internal.proof;

import dev.patkit.internal.text.TokenScanner;
import dev.patkit.secret.SecretText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one thread scanned last of a presented text: the id that it names, and its secret. A successful {@link #scan} is
 * followed by one call of {@link #compare} or {@link #takeSecret}. Both wipe the text, and both tell a secret that no
 * issuer writes: the scan alone does not, since a fingerprint that matches has shown it already. Not thread-safe.
 */
public final class ScannedToken {
    private final TokenScanner scanner;
    private final FingerprintBuffer fingerprints;

    /** Keeps neither verifier nor prover: a thread that lives on keeps this, and must not keep those alive, too. */
    ScannedToken(TokenScanner scanner, FingerprintBuffer fingerprints) {
        this.scanner = scanner;
        this.fingerprints = fingerprints;
    }

    /** How the scanned secret compares with the one that a fingerprint was made of. */
    public enum Comparison {
        /** It is the same. */
        SAME,
        /** It is another one. */
        OTHER,
        /** It has a character that no secret has, so the text is not a token. */
        MALFORMED
    }

    /** Whether a text is a well-formed token, but for the characters of its secret. */
    public boolean scan(String text) {
        return scanner.scan(text);
    }

    /** The id that the token names. */
    public long id() {
        return scanner.id();
    }

    /** Compares the secret with the one that a fingerprint was made of, in constant time where it is well-formed. */
    public Comparison compare(SecretFingerprint fingerprint) {
        try {
            fingerprints.take(scanner);
            if (fingerprints.matches(fingerprint)) {
                return Comparison.SAME;
            }
            return scanner.isSecretWellFormed() ? Comparison.OTHER : Comparison.MALFORMED;
        } finally {
            scanner.wipe();
        }
    }

    /** The secret, to be proven against a stored hash; null if it has a character that no secret has. */
    public @Nullable PresentedSecret takeSecret() {
        byte[] secret = scanner.copySecret();
        try {
            if (!scanner.isSecretWellFormed()) {
                return null;
            }
            fingerprints.take(scanner);
            return new PresentedSecret(SecretText.copyOf(secret), fingerprints.copy());
        } finally {
            scanner.wipe();
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}
