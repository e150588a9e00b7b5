package dev.patkit.verify;

import dev.patkit.token.Scopes;
import dev.patkit.token.Token;

/**
 * A proven token that may do what was asked. Only this package can make one, so a handler that takes an {@code Accepted} as
 * an argument cannot be reached unchecked. Immutable; it holds no secret.
 */
public final class Accepted implements Verification {
    private final Token token;
    private final Scopes scopes;

    Accepted(Token token, Scopes scopes) {
        this.token = token;
        this.scopes = scopes;
    }

    /**
     * The facts of the token, as of the moment it was read.
     *
     * @return the token
     */
    public Token token() {
        return token;
    }

    /**
     * What the caller may do: the token's scopes that its owner holds too.
     *
     * @return the effective scopes
     */
    public Scopes scopes() {
        return scopes;
    }

    /** The id, owner and effective scopes. */
    @Override
    public String toString() {
        return "Accepted[id=" + token.id() + ", owner=" + token.owner() + ", scopes=" + scopes + "]";
    }
}
