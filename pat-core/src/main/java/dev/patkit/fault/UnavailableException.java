package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/**
 * The question could not be answered. It says nothing about the token: a service answers HTTP 503, never 401 or 403, and
 * never grants access. Trying again later is safe; how much later a {@code Retry-After} header should say is for the
 * service to know.
 */
public abstract class UnavailableException extends PatException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
