package dev.patkit.examples.warden.guard;

import java.util.UUID;

/** How a service words what is not served. */
public interface Refusals {
    /** The service's name, in the audit trail and as the realm of its challenge. */
    String service();

    /** The schemes that a challenge names. */
    String[] challenges();

    /**
     * The answer to a token that was not accepted.
     *
     * @param outcome what the outside may hear
     * @param request the request's id, which the audit trail has too
     */
    Response refusal(Outcome outcome, UUID request);

    /** The answer to a request that broke something on our side. */
    Response failure(UUID request);
}
