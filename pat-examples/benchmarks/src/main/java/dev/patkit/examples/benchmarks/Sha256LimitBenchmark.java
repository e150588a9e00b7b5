package dev.patkit.examples.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The limit: nobody can verify a token against a hash in less than one SHA-256 of its text. */
@State(Scope.Thread)
public class Sha256LimitBenchmark {
    private final String text = "acme_0000000000A" + "s".repeat(43) + "000000";
    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has SHA-256", e);
        }
    }

    /**
     * One digest.
     *
     * @return the digest
     */
    @Benchmark
    public byte[] sha256OfTheText() {
        return digest.digest(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
