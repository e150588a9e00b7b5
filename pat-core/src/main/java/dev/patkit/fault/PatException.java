package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/**
 * The parent of every exception this library throws on its own account. Facts are typed fields of the children; nobody
 * needs to read a message. No message, field or cause made here holds a secret or a stored hash.
 */
public abstract class PatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
