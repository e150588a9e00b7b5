package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/**
 * A secret could not be hashed or compared: the native library is missing or failed, or a stored hash cannot be read. Not
 * a wrong secret: a comparison that ran and found a difference is an answer.
 */
public final class SecretHasherException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /** The PHC name of the function. */
    private final String function;

    /**
     * Names the hash function that could not be run.
     *
     * @param function the PHC name of the function, such as {@code argon2id}
     * @param problem what happened and, where there is one, the cure; never a stored hash
     * @param cause what the hasher threw, if anything
     */
    public SecretHasherException(String function, String problem, @Nullable Throwable cause) {
        super("secret hasher " + function + ": " + problem, cause);
        this.function = function;
    }

    /**
     * The PHC name of the function that could not be run.
     *
     * @return such as {@code argon2id}
     */
    public String function() {
        return function;
    }
}
