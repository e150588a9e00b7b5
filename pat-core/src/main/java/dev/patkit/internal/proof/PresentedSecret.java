package dev.patkit.internal.proof;

import dev.patkit.secret.SecretText;

/** A presented secret that has to be proven against a stored hash, and its fingerprint. */
public final class PresentedSecret {
    private final SecretText text;
    private final SecretFingerprint fingerprint;

    PresentedSecret(SecretText text, SecretFingerprint fingerprint) {
        this.text = text;
        this.fingerprint = fingerprint;
    }

    /** The secret part of the presented text. */
    public SecretText text() {
        return text;
    }

    /** The secret's fingerprint, which may be kept. */
    public SecretFingerprint fingerprint() {
        return fingerprint;
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}
