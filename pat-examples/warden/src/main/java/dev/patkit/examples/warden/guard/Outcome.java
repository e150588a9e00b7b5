package dev.patkit.examples.warden.guard;

import dev.patkit.verify.Reason;

/** What the outside may hear of a verification that did not end well. Each service has its own status and words for it. */
public enum Outcome {
    /** Nothing that could be a token was presented. */
    MISSING,
    /** The token is not good, for whatever reason. */
    INVALID,
    /** The token is good, and does not allow this. */
    INSUFFICIENT_SCOPE,
    /** Nobody can tell at the moment. */
    UNAVAILABLE;

    static Outcome of(Reason reason) {
        return switch (reason) {
            case ABSENT, MALFORMED -> MISSING;
            case INSUFFICIENT_SCOPE -> INSUFFICIENT_SCOPE;
            default -> INVALID;
        };
    }
}
