package dev.patkit.verify;

import dev.patkit.internal.pipeline.AuthenticatedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;

/**
 * A proven, live token of an active owner. It says whose call this is, not that the call is allowed: that is for {@link
 * #authorise} to find, or for a framework that checks {@link #scopes} itself. Only the verification pipeline makes one.
 * It belongs to one request: do not keep it, since the token may be revoked at any moment. Immutable and thread-safe;
 * it holds no secret.
 */
public sealed interface Authenticated extends Authentication permits AuthenticatedToken {
    /**
     * The facts of the token, as of the moment it was read.
     *
     * @return the token
     */
    Token token();

    /**
     * What the caller may do: the token's scopes that its owner holds too. May be empty.
     *
     * @return the effective scopes
     */
    Scopes scopes();

    /**
     * Decides whether the token meets a requirement, and tells the listener. Reads nothing.
     *
     * @param requirement the scopes that the operation needs
     * @return {@link Accepted}, or {@link Rejected} with {@link Reason#INSUFFICIENT_SCOPE}
     */
    Verification authorise(Requirement requirement);

    /**
     * Decides whether the token has a scope, and tells the listener. Reads nothing.
     *
     * @param scope the scope that the operation needs
     * @return {@link Accepted}, or {@link Rejected} with {@link Reason#INSUFFICIENT_SCOPE}
     */
    default Verification authorise(Scope scope) {
        return authorise(Requirement.of(scope));
    }
}
