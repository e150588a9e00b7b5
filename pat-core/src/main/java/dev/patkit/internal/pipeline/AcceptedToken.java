package dev.patkit.internal.pipeline;

import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.verify.Accepted;

/** The one acceptance; made where a requirement was found to be met, and nowhere else. */
public final class AcceptedToken implements Accepted {
    private final Token token;
    private final Scopes scopes;

    AcceptedToken(Token token, Scopes scopes) {
        this.token = token;
        this.scopes = scopes;
    }

    @Override
    public Token token() {
        return token;
    }

    @Override
    public Scopes scopes() {
        return scopes;
    }

    /** The id, owner and effective scopes. */
    @Override
    public String toString() {
        return "Accepted[id=" + token.id() + ", owner=" + token.owner() + ", scopes=" + scopes + "]";
    }
}
