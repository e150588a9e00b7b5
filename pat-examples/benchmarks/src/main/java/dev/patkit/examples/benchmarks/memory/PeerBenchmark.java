package dev.patkit.examples.benchmarks.memory;

import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What peers take for the same check. None of them can revoke a token without a look-up, which they are not asked for.
 */
@State(Scope.Benchmark)
public class PeerBenchmark {
    /** Which one. */
    @Param({
        "jmacaroons",
        "java-jwt HS256",
        "nimbus HS256",
        "nimbus ES256",
        "jjwt HS256",
        "paseto4j v4.local",
        "Spring PBKDF2",
        "Spring BCrypt",
        "Spring Argon2"
    })
    private String peer = "jmacaroons";

    /** How many tokens are used in turn. */
    @Param("16384")
    private int tokens;

    private Peer checked = Peer.named(peer);
    private List<String> texts = List.of();

    /** Makes the keys and the tokens. */
    @Setup
    public void issue() {
        Peer made = Peer.named(peer);
        texts = IntStream.range(0, tokens)
                .parallel()
                .mapToObj(number -> issued(made, "owner " + number))
                .toList();
        checked = made;
    }

    private static String issued(Peer made, String owner) {
        try {
            return made.issue(owner);
        } catch (Exception e) {
            throw new IllegalStateException("the peer cannot issue", e);
        }
    }

    /**
     * The whole check.
     *
     * @param turn which token
     * @return true
     * @throws Exception if the peer fails
     */
    @Benchmark
    public boolean accepted(Turn turn) throws Exception {
        if (!checked.accepts(turn.next(texts))) {
            throw new IllegalStateException("refused");
        }
        return true;
    }
}
