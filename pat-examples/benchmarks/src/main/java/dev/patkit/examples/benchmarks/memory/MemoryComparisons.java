package dev.patkit.examples.benchmarks.memory;

import dev.patkit.examples.benchmarks.ratio.Comparison;
import dev.patkit.examples.benchmarks.ratio.Goal;
import dev.patkit.examples.benchmarks.ratio.Measurement;
import java.util.List;
import java.util.stream.Stream;

/** What is compared without a database server. */
public final class MemoryComparisons {
    private static final Measurement VERIFY = Measurement.of("memory.WithinVerifyBenchmark.accepted");
    private static final Measurement LIMIT = Measurement.of("memory.WithinVerifyBenchmark.limit");
    private static final Measurement MALFORMED = Measurement.of("memory.WarmVerifyBenchmark.malformed");
    private static final String TOKENS = "tokens";
    private static final String MANY = "16384";

    private MemoryComparisons() {}

    /**
     * All of them, in the order in which they are measured and printed.
     *
     * @return the list
     */
    public static List<Comparison> all() {
        return Stream.of(warm(), peers(), others(), hashers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Comparison> warm() {
        Measurement many = VERIFY.with(TOKENS, MANY);
        return List.of(
                toLimit("1", 1.6),
                toLimit(MANY, 3.0),
                toLimit("200000", 3.5),
                Comparison.number("bytes allocated by a verify from memory", Goal.atMost(64), Measurement::bytes, many),
                Comparison.ratio(
                        "verify from memory, two threads to one",
                        Goal.atLeast(1.8),
                        Measurement::perSecond,
                        many.by(2),
                        many),
                Comparison.number(
                        "nanoseconds to refuse a token whose check is wrong",
                        Goal.atMost(100),
                        Measurement::nanos,
                        MALFORMED),
                Comparison.number("bytes allocated to refuse it", Goal.atMost(0.5), Measurement::bytes, MALFORMED));
    }

    private static Comparison toLimit(String tokens, double most) {
        return Comparison.ratio(
                "time of a verify from memory to one SHA-256 of the text, tokens: " + tokens,
                Goal.atMost(most),
                Measurement::nanos,
                VERIFY.with(TOKENS, tokens),
                LIMIT.with(TOKENS, tokens));
    }

    private static List<Comparison> peers() {
        return List.of(
                toPeer("jmacaroons", MANY, Goal.atLeast(3)),
                toPeer("java-jwt HS256", MANY, Goal.atLeast(5)),
                toPeer("nimbus HS256", MANY, Goal.atLeast(10)),
                toPeer("jjwt HS256", MANY, Goal.atLeast(20)),
                toPeer("nimbus ES256", MANY, Goal.atLeast(1500)),
                toPeer("paseto4j v4.local", MANY, Goal.NONE),
                toPeer("Spring PBKDF2", "8", Goal.NONE),
                toPeer("Spring BCrypt", "8", Goal.NONE),
                toPeer("Spring Argon2", "8", Goal.NONE));
    }

    private static Comparison toPeer(String peer, String tokens, Goal goal) {
        return Comparison.ratio(
                "how much faster a verify from memory is than " + peer,
                goal,
                Measurement::perSecond,
                VERIFY.with(TOKENS, MANY),
                Measurement.of("memory.PeerBenchmark.accepted")
                        .with("peer", peer)
                        .with(TOKENS, tokens));
    }

    private static List<Comparison> others() {
        return List.of(
                Comparison.ratio(
                        "time of a strict verify, store in memory, to one SHA-256 of the text",
                        Goal.NONE,
                        Measurement::nanos,
                        Measurement.of("memory.WarmVerifyBenchmark.accepted"),
                        LIMIT.with(TOKENS, "1")),
                Comparison.ratio(
                        "time of a strict verify, H2 in memory, to the bare SELECT",
                        Goal.NONE,
                        Measurement::nanos,
                        Measurement.of("memory.StrictVerifyOnH2Benchmark.accepted"),
                        Measurement.of("memory.StrictVerifyOnH2Benchmark.bareSelect")));
    }

    private static List<Comparison> hashers() {
        return Stream.of(
                        "sha256",
                        "argon2id 7168 5 1",
                        "argon2id 9216 4 1",
                        "argon2id 19456 2 1",
                        "argon2id 47104 1 1",
                        "argon2id 65536 3 1")
                .map(hasher -> Comparison.number(
                        "first proofs a second on one core, " + hasher,
                        Goal.NONE,
                        Measurement::perSecond,
                        Measurement.of("memory.HasherRateBenchmark.proven").with("hasher", hasher)))
                .toList();
    }
}
