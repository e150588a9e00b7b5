package dev.patkit.examples.warden.rest;

import dev.patkit.examples.warden.guard.ResponseException;

/** Creates a service's error response for an invalid parameter or body field. */
@FunctionalInterface
public interface FieldErrors {
    /**
     * Creates the response. It never contains the value that was sent.
     *
     * @param name the name of the parameter or field
     * @param reason what a valid value is
     */
    ResponseException invalid(String name, String reason);
}
