package dev.patkit.internal.pipeline;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.background.Notifier;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;

/** The one authentication; made where every check but the one of scopes has passed, and nowhere else. */
public final class AuthenticatedToken implements Authenticated {
    private final Token token;
    private final Scopes scopes;
    private final Notifier notifier;

    AuthenticatedToken(Token token, Scopes scopes, Notifier notifier) {
        this.token = token;
        this.scopes = scopes;
        this.notifier = notifier;
    }

    @Override
    public Token token() {
        return token;
    }

    @Override
    public Scopes scopes() {
        return scopes;
    }

    @Override
    public Verification authorise(Requirement requirement) {
        requireNonNull(requirement, "requirement must not be null");
        return notifier.answered(answer(token, scopes, requirement.isMetBy(scopes)));
    }

    /** The answer for a token that passed every other check. */
    static Verification answer(Token token, Scopes scopes, boolean met) {
        return met ? new AcceptedToken(token, scopes) : Rejected.of(Reason.INSUFFICIENT_SCOPE, token.id());
    }

    /** The id, owner and effective scopes. */
    @Override
    public String toString() {
        return "Authenticated[id=" + token.id() + ", owner=" + token.owner() + ", scopes=" + scopes + "]";
    }
}
