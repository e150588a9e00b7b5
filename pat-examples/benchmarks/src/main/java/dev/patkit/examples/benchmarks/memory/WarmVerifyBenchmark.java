package dev.patkit.examples.benchmarks.memory;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Verification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our own cost: verifying where the store costs next to nothing. */
@State(Scope.Benchmark)
public class WarmVerifyBenchmark {
    private static final dev.patkit.token.Scope READ = dev.patkit.token.Scope.of("catalog:read");

    private final PersonalAccessTokens pats =
            PersonalAccessTokens.builder(new InMemoryTokenStore()).build();
    private final String good;
    private final PresentedToken malformed;

    /** Issues one token. */
    public WarmVerifyBenchmark() {
        IssuedToken issued =
                pats.issue(TokenRequest.forOwner("alice").named("hot").allowing(READ));
        good = issued.secret().reveal();
        malformed = PresentedToken.of(good.substring(0, good.length() - 6) + "000000");
    }

    /**
     * A token that is accepted.
     *
     * @return the answer
     */
    @Benchmark
    public Verification accepted() {
        return pats.verifier().verify(PresentedToken.of(good), READ);
    }

    /**
     * A token whose check does not fit.
     *
     * @return the answer
     */
    @Benchmark
    public Verification malformed() {
        return pats.verifier().verify(malformed, READ);
    }

    /** Stops the threads. */
    @TearDown
    public void close() {
        pats.close();
    }
}
