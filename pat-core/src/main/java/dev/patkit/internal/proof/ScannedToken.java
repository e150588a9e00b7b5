package dev.patkit.internal.proof;

import dev.patkit.internal.text.TokenScanner;
import dev.patkit.secret.SecretText;
import java.util.Arrays;

/**
 * What one thread scanned last of a presented text: the id that it names, and its secret. A successful {@link #scan} is
 * followed by one call of {@link #hasFingerprint} or {@link #takeSecret}, which wipes the text. Not thread-safe.
 */
public final class ScannedToken {
    private final TokenScanner scanner;
    private final FingerprintBuffer fingerprints;

    /** Keeps neither verifier nor prover: a thread that lives on keeps this, and must not keep those alive, too. */
    ScannedToken(TokenScanner scanner, FingerprintBuffer fingerprints) {
        this.scanner = scanner;
        this.fingerprints = fingerprints;
    }

    /** Whether a text is a well-formed token. */
    public boolean scan(String text) {
        return scanner.scan(text);
    }

    /** The id that the token names. */
    public long id() {
        return scanner.id();
    }

    /** Whether the secret is the one that a fingerprint was made of; compared in constant time. */
    public boolean hasFingerprint(SecretFingerprint fingerprint) {
        fingerprintAndWipe();
        return fingerprints.matches(fingerprint);
    }

    private void fingerprintAndWipe() {
        try {
            fingerprints.take(scanner);
        } finally {
            scanner.wipe();
        }
    }

    /** The secret, to be proven against a stored hash. */
    public PresentedSecret takeSecret() {
        byte[] secret = scanner.copySecret();
        try {
            fingerprintAndWipe();
            return new PresentedSecret(SecretText.copyOf(secret), fingerprints.copy());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}
