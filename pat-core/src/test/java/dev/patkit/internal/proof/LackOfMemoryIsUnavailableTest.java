package dev.patkit.internal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ChildProcess;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LackOfMemoryIsUnavailableTest {
    @Test
    @Tag("Q-8")
    @EnabledOnOs(OS.LINUX)
    void rightSecretIsNeverRefusedForLackOfMemory() throws IOException, InterruptedException {
        List<String> printed = ChildProcess.linesOf(Service.class, "-Xmx64m");

        assertThat(printed)
                .filteredOn(line -> line.matches("(enough|too little).*"))
                .containsExactly(
                        "enough memory: true",
                        "too little, large hash: unavailable",
                        "too little, large hash: unavailable",
                        "too little, large hash: unavailable",
                        "too little, small hash: true",
                        "enough again: true");
    }

    /** Proves a secret, limits its own address space, tries again, and lifts the limit. */
    static final class Service {
        private static final long MEBIBYTE = 1 << 20;
        private static final HashingLimits LIMITS = new HashingLimits(1, 256 * MEBIBYTE, 1, Duration.ofMinutes(1));

        private Service() {}

        public static void main(String[] arguments) throws IOException {
            SecretText secret = SecretText.of("right");
            SecretHash large = SecretHasher.argon2id(262_144, 1, 1).hash(secret);
            SecretHash small = SecretHasher.weakArgon2idForTests().hash(secret);
            try (SecretProver prover = new SecretProver(SecretHasher.argon2id(), List.of(), 0, LIMITS)) {
                System.out.println("enough memory: " + outcome(prover, secret, large));
                AddressSpace.limit(addressSpaceInUse() + 64 * MEBIBYTE);
                for (int attempt = 0; attempt < 3; attempt++) {
                    System.out.println("too little, large hash: " + outcome(prover, secret, large));
                }
                System.out.println("too little, small hash: " + outcome(prover, secret, small));
                AddressSpace.limit(-1);
                System.out.println("enough again: " + outcome(prover, secret, large));
            }
        }

        private static String outcome(SecretProver prover, SecretText secret, SecretHash stored) {
            try {
                PresentedSecret presented = new PresentedSecret(secret, new SecretFingerprinter().fingerprint(secret));
                return String.valueOf(prover.proves(1, presented, OptionalInt.empty(), stored));
            } catch (UnavailableException e) {
                return "unavailable";
            }
        }

        private static long addressSpaceInUse() throws IOException {
            String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0];
            return Long.parseLong(pages) * 4096;
        }
    }

    /** The process's own limit, as {@code ulimit -v} sets it for a shell. */
    private static final class AddressSpace {
        private static final int RLIMIT_AS = 9;

        private static void limit(long bytes) {
            if (Native.load("c", StandardC.class).setrlimit(RLIMIT_AS, new long[] {bytes, -1}) != 0) {
                throw new IllegalStateException("the limit was not set");
            }
        }
    }

    /** The one function needed of the C library. */
    public interface StandardC extends Library {
        /** Sets the soft and the hard limit of a resource. */
        int setrlimit(int resource, long[] limits);
    }
}
