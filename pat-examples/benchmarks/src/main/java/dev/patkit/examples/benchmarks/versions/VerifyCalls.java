package dev.patkit.examples.benchmarks.versions;

import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import java.util.List;

/**
 * The whole verify. Compiled once and defined by the loader of each version, so it may only use what is binary
 * compatible in all of them.
 */
public final class VerifyCalls extends TextCalls {
    private final Verifier verifier;
    private final Scope scope;

    /**
     * Verifies with one verifier.
     *
     * @param verifier a {@link Verifier} of the same version
     * @param scope the scope that is asked for
     * @param texts tokens that have it
     */
    public VerifyCalls(Object verifier, String scope, List<String> texts) {
        super(texts);
        this.verifier = (Verifier) verifier;
        this.scope = Scope.of(scope);
    }

    @Override
    protected void call(String text, Object[] kept, int at) {
        PresentedToken presented = PresentedToken.of(text);
        Verification answer = verifier.verify(presented, scope);
        if (!(answer instanceof Accepted)) {
            throw new IllegalStateException("refused: " + answer);
        }
        kept[at] = presented;
        kept[at + 1] = answer;
    }
}
