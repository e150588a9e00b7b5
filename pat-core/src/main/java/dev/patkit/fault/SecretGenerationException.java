package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/** The source of randomness failed or returned a pattern no working source returns. No token was made. */
public final class SecretGenerationException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /**
     * Tells what the source did.
     *
     * @param problem what was seen, without the bytes
     * @param cause what the source threw, if anything
     */
    public SecretGenerationException(String problem, @Nullable Throwable cause) {
        super("source of randomness: " + problem, cause);
    }
}
