package dev.patkit.verify;

import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;

/**
 * Decides whether a presented token may do what an operation needs: in one call, {@link #verify}, or in two, {@link
 * #authenticate} and {@link Authenticated#authorise}, for frameworks that ask who calls before they know what for.
 * Thread-safe, and safe to call from virtual threads.
 *
 * <p>Each method throws {@link dev.patkit.error.UnavailableException} if the question could not be answered: neither an
 * acceptance nor a refusal, but HTTP 503.
 */
public interface Verifier {
    /**
     * Verifies a presented token. The requirement is an argument so that it cannot be forgotten.
     *
     * @param presented what the caller sent, or that nothing was sent
     * @param requirement the scopes that the operation needs
     * @return {@link Accepted} with the token, or {@link Rejected} with the reason; never null
     * @throws dev.patkit.error.UnavailableException if the question could not be answered
     */
    Verification verify(PresentedToken presented, Requirement requirement);

    /**
     * Verifies a presented token for an operation that needs one scope.
     *
     * @param presented what the caller sent, or that nothing was sent
     * @param scope the scope that the operation needs
     * @return as {@link #verify(PresentedToken, Requirement)}
     * @throws dev.patkit.error.UnavailableException if the question could not be answered
     */
    default Verification verify(PresentedToken presented, Scope scope) {
        return verify(presented, Requirement.of(scope));
    }

    /**
     * Finds out whose token was presented and that it is live, with every check but the one of scopes.
     *
     * @param presented what the caller sent, or that nothing was sent
     * @return {@link Authenticated} with the token, or {@link Rejected} with the reason; never null
     * @throws dev.patkit.error.UnavailableException if the question could not be answered
     */
    Authentication authenticate(PresentedToken presented);
}
