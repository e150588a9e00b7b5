package dev.patkit.examples.benchmarks.memory;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Verifying from memory under {@code within(1 s)}, over working sets of different sizes, beside the limit over the same
 * ones.
 */
@State(Scope.Benchmark)
public class WithinVerifyBenchmark {
    private static final dev.patkit.token.Scope READ = dev.patkit.token.Scope.of("catalog:read");
    private static final int ROWS = 400_000;

    /** How many tokens are used in turn. */
    @Param({"1", "16384", "200000"})
    private int tokens;

    private final MapStore store = new MapStore();
    private final PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
            .hasher(SecretHasher.sha256())
            .freshness(Freshness.within(Duration.ofSeconds(1)).rows(ROWS))
            .build();
    private final List<String> texts = new ArrayList<>();

    /** What one thread digests with. */
    @State(Scope.Thread)
    public static class Digest {
        private final MessageDigest sha256 = sha256();

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every platform has SHA-256", e);
            }
        }
    }

    /** Issues the tokens, and uses each until none is read from the store any more. */
    @Setup
    public void issue() {
        for (int number = 0; number < tokens; number++) {
            texts.add(pats.issue(TokenRequest.forOwner("owner " + number)
                            .named("token")
                            .allowing(READ))
                    .secret()
                    .reveal());
        }
        Collections.shuffle(texts, new Random(1));
        long before;
        do {
            before = store.reads();
            texts.forEach(text -> pats.verifier().verify(PresentedToken.of(text), READ));
        } while (store.reads() - before > tokens / 50);
    }

    /**
     * The whole verify.
     *
     * @param turn which token
     * @return the answer
     */
    @Benchmark
    public Verification accepted(Turn turn) {
        return pats.verifier().verify(PresentedToken.of(turn.next(texts)), READ);
    }

    /**
     * Reading the token and one SHA-256 of it.
     *
     * @param turn which token
     * @param digest what is digested with
     * @return the digest
     */
    @Benchmark
    public byte[] limit(Turn turn, Digest digest) {
        return digest.sha256.digest(turn.next(texts).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Stops the threads. */
    @TearDown
    public void close() {
        pats.close();
    }
}
