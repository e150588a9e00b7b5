package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.secret.HashingLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * How much memory of the machine a cold start takes: the peak that Linux saw of a process while 32 callers had
 * different tokens proven for the first time, above the peak before, while as many callers were refused forged ones,
 * for which nothing is hashed. The heap of that process is taken from the system at its start, because a heap that
 * grows is no question of hashing.
 *
 * @param permits how many proofs run at once
 * @param extraMib the memory above that before, in MiB
 */
public record FirstProofMemory(int permits, double extraMib) {
    /** How many callers ask at once. */
    static final int CALLERS = 32;

    private static final int REFUSALS = 20_000;
    private static final double PROOF_MIB = 19;
    private static final double ALLOWANCE_MIB = 16;

    /**
     * Measures in this process, which is to be a fresh one, and prints the figure.
     *
     * @param args how many different tokens are proven, at most {@value FirstProofs#ROWS}
     * @throws IOException if this is not Linux
     * @throws SQLException if the server fails
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if a token is refused
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException, ExecutionException {
        String forged = TokenRows.forgedTextOf(1);
        KnownTokens tokens = KnownTokens.spread(FirstProofs.ROWS, FirstProofs.ROWS);
        try (HikariDataSource pool = Databases.pool(Databases.url(new TokenRows(FirstProofs.ROWS).database()))) {
            try (VerifyingService service = VerifyingService.cold(JdbcTokenStore.on(pool))) {
                Callers.perSecond(CALLERS, REFUSALS, i -> service.verify(forged));
                double before = peakMib();
                Callers.perSecond(CALLERS, Integer.parseInt(args[0]), i -> service.accept(tokens.text(i)));
                System.out.println(peakMib() - before);
            }
        }
    }

    /** The most memory that this process has had. */
    private static double peakMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Measures in a process of its own, on the server that {@link Databases#PROPERTY} names.
     *
     * @param proofs how many different tokens are proven, at most {@value FirstProofs#ROWS}
     * @return what it took
     * @throws IOException if the process cannot be started
     * @throws InterruptedException if interrupted
     */
    public static FirstProofMemory inAProcessOfItsOwn(int proofs) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-D" + Databases.PROPERTY + "=" + System.getProperty(Databases.PROPERTY),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstProofMemory.class.getName(),
                        Integer.toString(proofs)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process to be measured failed");
        }
        String figure = printed.lines().reduce("", (earlier, last) -> last);
        return new FirstProofMemory(HashingLimits.ofDefaults().threads(), Double.parseDouble(figure));
    }

    /**
     * What the goal allows: 19 MiB for each proof that runs, and 16 MiB.
     *
     * @return MiB
     */
    public double limitMib() {
        return permits * PROOF_MIB + ALLOWANCE_MIB;
    }

    /** Such as {@code 32 callers: 44 MiB more, where 54 are allowed}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d callers: %.1f MiB more, where %.0f are allowed", CALLERS, extraMib, limitMib());
    }
}
