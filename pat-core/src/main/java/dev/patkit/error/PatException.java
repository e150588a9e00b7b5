package dev.patkit.error;

import org.jspecify.annotations.Nullable;

/**
 * The parent of every exception that this library throws of its own: {@link UnavailableException} when a question could
 * not be answered, {@link InvalidInputException} when a value cannot be used. Facts are typed fields; no caller has to
 * parse a message. No message, field or cause made here contains a secret or a stored hash.
 */
public abstract sealed class PatException extends RuntimeException permits InvalidInputException, UnavailableException {
    private static final long serialVersionUID = 1L;

    PatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
