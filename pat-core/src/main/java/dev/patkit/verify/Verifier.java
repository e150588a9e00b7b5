package dev.patkit.verify;

import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;

/** Decides whether a presented token may do what an operation needs. Thread-safe, and safe to call from virtual threads. */
public interface Verifier {
    /**
     * Verifies a presented token. The requirement is an argument so that it cannot be forgotten.
     *
     * @param presented what the caller sent, or that nothing was sent
     * @param requirement the scopes that the operation needs
     * @return {@link Accepted} with the token, or {@link Rejected} with the reason; never null
     * @throws dev.patkit.fault.UnavailableException if the question could not be answered: neither an acceptance nor a
     *     refusal, but HTTP 503
     */
    Verification verify(PresentedToken presented, Requirement requirement);

    /**
     * Verifies a presented token for an operation that needs one scope.
     *
     * @param presented what the caller sent, or that nothing was sent
     * @param scope the scope that the operation needs
     * @return as {@link #verify(PresentedToken, Requirement)}
     * @throws dev.patkit.fault.UnavailableException if the question could not be answered
     */
    default Verification verify(PresentedToken presented, Scope scope) {
        return verify(presented, Requirement.of(scope));
    }
}
