package dev.patkit.verify;

import dev.patkit.internal.pipeline.AcceptedToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;

/**
 * A proven token that may do what was asked. Only the verification pipeline makes one, so a handler that takes an
 * {@code Accepted} as an argument cannot be reached unchecked. Immutable and thread-safe; it holds no secret.
 */
public sealed interface Accepted extends Verification permits AcceptedToken {
    /**
     * The facts of the token, as of the moment it was read.
     *
     * @return the token
     */
    Token token();

    /**
     * What the caller may do: the token's scopes that its owner holds too.
     *
     * @return the effective scopes
     */
    Scopes scopes();
}
