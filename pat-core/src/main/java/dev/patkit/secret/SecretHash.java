package dev.patkit.secret;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.guard.FieldGuard;

/**
 * What is stored of a secret: a PHC string that says which function made it, with which parameters and salt. It hides
 * itself as {@link SecretText} does, because a hash in a log is a hash that can be attacked. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">PHC string format</a>
 */
public final class SecretHash implements Unserialisable {
    private static final FieldGuard GUARD = FieldGuard.of(SecretHash.class);

    @SuppressWarnings("UnusedVariable") // read by mappers that go by fields
    private final FieldGuard guard = GUARD;

    private final transient String phc;

    private SecretHash(String phc) {
        this.phc = phc;
    }

    /**
     * Wraps a PHC string. Its form is judged by the hasher that reads it, so that a damaged row makes one token
     * unavailable and not a list that contains it.
     *
     * @param phc such as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}
     * @return the wrapped hash
     */
    public static SecretHash of(String phc) {
        return new SecretHash(requireNonNull(phc, "phc must not be null"));
    }

    /**
     * The PHC string, for the store that keeps it and the hasher that reads it.
     *
     * @return the content
     */
    public String phc() {
        return phc;
    }

    /**
     * The PHC name of the function that made this hash, found without reading the rest.
     *
     * @return such as {@code argon2id}; empty if the text names none
     */
    public String function() {
        int end = phc.indexOf('$', 1);
        return phc.startsWith("$") && end > 1 ? phc.substring(1, end) : "";
    }

    /**
     * Compares two hashes in a time that depends on their lengths only.
     *
     * @param other the hash to compare with
     * @return whether both are the same text
     */
    public boolean sameAs(SecretHash other) {
        String text = requireNonNull(other, "other must not be null").phc;
        int length = phc.length();
        int difference = length ^ text.length();
        for (int i = 0; i < Math.min(length, text.length()); i++) {
            difference |= phc.charAt(i) ^ text.charAt(i);
        }
        return difference == 0;
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden hash>";
    }
}
