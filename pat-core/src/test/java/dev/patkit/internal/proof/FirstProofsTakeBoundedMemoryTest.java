package dev.patkit.internal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.Callers;
import dev.patkit.fixture.ChildProcess;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The memory that 32 concurrent first proofs take, with the real Argon2 at its real cost: the peak that Linux reports
 * of a child process, above the peak after two proofs. Other memory of the process is held constant: its heap is
 * committed from the start, and only one compiler runs.
 */
@Timeout(300)
@Tag("Q-2")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the peak of a process's memory is read from /proc/self/status")
class FirstProofsTakeBoundedMemoryTest {
    private static final int CALLERS = 32;
    private static final double PROOF_MIB = 19;
    private static final double ALLOWANCE_MIB = 16;

    @Test
    void permitsBoundTheMemory() throws IOException, InterruptedException {
        assertThat(growth("-Dthreads=2", "-Dhashes=2")).isLessThanOrEqualTo(2 * PROOF_MIB + ALLOWANCE_MIB);
    }

    @Test
    void permitsBoundTheMemoryWhereThereAreMoreThreads() throws IOException, InterruptedException {
        assertThat(growth("-Dthreads=16", "-Dhashes=2")).isLessThanOrEqualTo(2 * PROOF_MIB + ALLOWANCE_MIB);
    }

    @Test
    void hashingWithoutPermitsTakesMore() throws IOException, InterruptedException {
        assertThat(growth("-Dthreads=2", "-Dhashes=2", "-Dbare=true"))
                .as("else this test could not fail")
                .isGreaterThan(4 * PROOF_MIB + ALLOWANCE_MIB);
    }

    private static double growth(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        all.addAll(List.of(options));
        return ChildProcess.linesOf(Service.class, all.toArray(String[]::new)).stream()
                .filter(line -> line.startsWith("grown by "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[2]))
                .findFirst()
                .orElseThrow();
    }

    /** Proves two tokens, then 32 others at once, and prints by how many MiB its peak has grown. */
    static final class Service {
        private static final SecretText SECRET = SecretText.of("S".repeat(43));
        private static final SecretFingerprinter FINGERPRINTER = new SecretFingerprinter();

        private Service() {}

        public static void main(String[] arguments) throws IOException {
            SecretHasher hasher = SecretHasher.argon2id();
            SecretHash stored = hasher.hash(SECRET);
            try (SecretProver prover = prover(hasher)) {
                Stream.of(1, 2).forEach(id -> prove(prover, id, stored));
                double before = peakMib();
                boolean proven =
                        Callers.startEach(CALLERS, number -> call(prover, hasher, 10 + number, stored))
                                .answers()
                                .stream()
                                .allMatch(answer -> answer);
                if (proven) {
                    System.out.println("grown by " + (peakMib() - before));
                }
            }
        }

        private static SecretProver prover(SecretHasher hasher) {
            long memory = Integer.getInteger("hashes") * hasher.workingMemory();
            HashingLimits limits =
                    new HashingLimits(Integer.getInteger("threads"), memory, CALLERS, Duration.ofMinutes(2));
            return new SecretProver(hasher, List.of(), 1024, limits);
        }

        private static boolean prove(SecretProver prover, long id, SecretHash stored) {
            PresentedSecret presented = new PresentedSecret(SECRET, FINGERPRINTER.fingerprint(SECRET));
            return prover.proves(id, presented, OptionalInt.empty(), stored);
        }

        private static Callable<Boolean> call(SecretProver prover, SecretHasher hasher, long id, SecretHash stored) {
            return Boolean.getBoolean("bare") ? () -> hasher.matches(SECRET, stored) : () -> prove(prover, id, stored);
        }

        private static double peakMib() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
