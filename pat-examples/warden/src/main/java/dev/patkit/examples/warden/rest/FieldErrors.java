package dev.patkit.examples.warden.rest;

import dev.patkit.examples.warden.guard.ResponseException;

/** How a service words that a request makes no sense. */
@FunctionalInterface
public interface FieldErrors {
    /**
     * The answer about a parameter or a member of the body. It never quotes what was sent.
     *
     * @param name the parameter's name
     * @param reason what it must be
     */
    ResponseException invalid(String name, String reason);
}
