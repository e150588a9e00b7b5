package dev.patkit.examples.benchmarks.versions;

import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Authentication;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import java.util.List;

/** The verify in two steps: authenticate, then authorise. Only the present version is called like this. */
public final class StepCalls extends TextCalls {
    private final Verifier verifier;
    private final Requirement requirement;

    /**
     * Authenticates with one verifier.
     *
     * @param verifier a {@link Verifier} of the same version
     * @param scope the scope that is asked for
     * @param texts tokens that have it
     */
    public StepCalls(Object verifier, String scope, List<String> texts) {
        super(texts);
        this.verifier = (Verifier) verifier;
        requirement = Requirement.of(Scope.of(scope));
    }

    @Override
    protected void call(String text, Object[] kept, int at) {
        PresentedToken presented = PresentedToken.of(text);
        Authentication authentication = verifier.authenticate(presented);
        if (!(authentication instanceof Authenticated authenticated)) {
            throw new IllegalStateException("refused: " + authentication);
        }
        Verification answer = authenticated.authorise(requirement);
        if (!(answer instanceof Accepted)) {
            throw new IllegalStateException("refused: " + answer);
        }
        kept[at] = presented;
        kept[at + 1] = authenticated;
        kept[at + 2] = answer;
    }
}
