package dev.patkit.internal.pipeline;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.rows.CachedToken;
import dev.patkit.internal.rows.CheckedToken;
import dev.patkit.internal.rows.RefusedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Authentication;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;

/** The one verifier: authenticates, authorises, and tells the listener. Thread-safe. */
public final class TokenVerifier implements Verifier {
    /** Scopes of this class had their names checked when they were made. */
    private final Class<?> checkedScopes = Scope.of("any").getClass();

    private final Authenticator authenticator;
    private final OwnerRights owners;
    private final Notifier notifier;
    private final OpenState open;

    /** A verifier that refuses calls once closed. */
    public TokenVerifier(Authenticator authenticator, OwnerRights owners, Notifier notifier, OpenState open) {
        this.authenticator = authenticator;
        this.owners = owners;
        this.notifier = notifier;
        this.open = open;
    }

    @Override
    public Verification verify(PresentedToken presented, Requirement requirement) {
        requireNonNull(presented, "presented must not be null");
        requireNonNull(requirement, "requirement must not be null");
        try {
            CheckedToken checked = check(presented);
            if (checked instanceof CachedToken live) {
                Scopes scopes = owners.effectiveScopes(live);
                boolean met = requirement.isMetBy(scopes);
                return notifier.answered(AuthenticatedToken.answer(live.token(), scopes, met));
            }
            return notifier.answered(refusal(checked));
        } catch (UnavailableException e) {
            throw notifier.unavailable(e);
        }
    }

    private CheckedToken check(PresentedToken presented) {
        open.requireOpen();
        return authenticator.check(presented);
    }

    private static Rejected refusal(CheckedToken checked) {
        return ((RefusedToken) checked).rejected();
    }

    /** As {@link #verify(PresentedToken, Requirement)}, without an object for the requirement. */
    @Override
    public Verification verify(PresentedToken presented, Scope scope) {
        requireNonNull(presented, "presented must not be null");
        String name = nameOf(scope);
        try {
            CheckedToken checked = check(presented);
            if (checked instanceof CachedToken live) {
                Scopes scopes = owners.effectiveScopes(live);
                boolean met = scopes.contains(name);
                return notifier.answered(AuthenticatedToken.answer(live.token(), scopes, met));
            }
            return notifier.answered(refusal(checked));
        } catch (UnavailableException e) {
            throw notifier.unavailable(e);
        }
    }

    /** A scope may be code of the service's own: one without a name is a mistake to be seen before anything happens. */
    private String nameOf(Scope scope) {
        requireNonNull(scope, "scope must not be null");
        try {
            String name = requireNonNull(scope.value());
            return scope.getClass() == checkedScopes ? name : Scope.of(name).value();
        } catch (Throwable e) {
            throw new IllegalArgumentException("scope must be one whose value() is a name", e);
        }
    }

    @Override
    public Authentication authenticate(PresentedToken presented) {
        requireNonNull(presented, "presented must not be null");
        try {
            CheckedToken checked = check(presented);
            if (checked instanceof CachedToken live) {
                Authenticated token = new AuthenticatedToken(live.token(), owners.effectiveScopes(live), notifier);
                notifier.authenticated(token);
                return token;
            }
            Rejected rejected = refusal(checked);
            notifier.answered(rejected);
            return rejected;
        } catch (UnavailableException e) {
            throw notifier.unavailable(e);
        }
    }
}
