package dev.patkit.examples.warden.guard;

import dev.patkit.verify.Reason;

/** What a client may learn about a failed verification. Each service has its own status and message for it. */
public enum Outcome {
    /** No token, or no well-formed token, was presented. */
    MISSING,
    /** The token is invalid, for any reason. */
    INVALID,
    /** The token is valid but lacks a scope. */
    INSUFFICIENT_SCOPE,
    /** The token could not be verified, because the database is unavailable. */
    UNAVAILABLE;

    static Outcome of(Reason reason) {
        return switch (reason) {
            case ABSENT, MALFORMED -> MISSING;
            case INSUFFICIENT_SCOPE -> INSUFFICIENT_SCOPE;
            default -> INVALID;
        };
    }
}
