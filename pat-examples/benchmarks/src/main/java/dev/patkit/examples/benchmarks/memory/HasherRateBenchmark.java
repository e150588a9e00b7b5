package dev.patkit.examples.benchmarks.memory;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one first proof costs one core, for each hasher; the tables of {@code docs/hashing.md} are made of it. */
@State(Scope.Benchmark)
public class HasherRateBenchmark {
    private final SecretText secret = SecretText.of("s".repeat(43));

    /** The hasher, and for Argon2id its memory in KiB, passes and lanes. */
    @Param({
        "sha256",
        "argon2id 7168 5 1",
        "argon2id 9216 4 1",
        "argon2id 19456 2 1",
        "argon2id 47104 1 1",
        "argon2id 65536 3 1"
    })
    private String hasher = "sha256";

    private SecretHasher proving = SecretHasher.sha256();
    private SecretHash stored = proving.hash(secret);

    /** Makes the hasher and what it has stored of a secret. */
    @Setup
    public void store() {
        proving = hasherOf(hasher.split(" ", -1));
        stored = proving.hash(secret);
    }

    private static SecretHasher hasherOf(String... words) {
        return words.length == 1
                ? SecretHasher.sha256()
                : SecretHasher.argon2id(
                        Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }

    /**
     * The right secret.
     *
     * @return true
     */
    @Benchmark
    public boolean proven() {
        return proving.matches(secret, stored);
    }
}
