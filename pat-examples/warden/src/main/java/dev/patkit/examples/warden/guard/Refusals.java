package dev.patkit.examples.warden.guard;

import java.util.UUID;

/** The error responses of a service. */
public interface Refusals {
    /** The service's name, used in the audit trail and as the realm of its challenge. */
    String service();

    /** The authentication schemes in a challenge. */
    String[] challenges();

    /**
     * The response if no token was accepted.
     *
     * @param outcome what the client may learn
     * @param request the request id, which is also in the audit trail
     */
    Response refusal(Outcome outcome, UUID request);

    /** The response to a request that failed with an internal error. */
    Response failure(UUID request);
}
