package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import dev.patkit.jdbc.JdbcTokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;

/**
 * A cold start: a service that has proven nothing yet is asked for different tokens at once, beside threads that call
 * argon2-jvm's raw function and do nothing else. Both in turn in one JVM, so that what disturbs one disturbs the other.
 *
 * @param callers how many threads ask the service at once
 * @param bareThreads how many threads hash beside
 * @param ratios proofs a second against bare hashes a second, one for each round, the lowest first
 */
public record FirstProofs(int callers, int bareThreads, List<Double> ratios) {
    static final int ROWS = 1_000;
    private static final int ROUNDS = 7;
    private static final int PROCESSES = 5;
    private static final int SIGHTS = 3;

    /**
     * Prints the memory that 32 callers take, in five processes since the system's allocator has its moods, how they do
     * against 2 bare threads, and three times what one caller waits, on a server of its own.
     *
     * @param args none
     * @throws IOException if the server or the process to be measured cannot be started
     * @throws SQLException if the server fails
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if a token is refused
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException, ExecutionException {
        try (DatabaseServer server = DatabaseServer.start()) {
            System.setProperty(Databases.PROPERTY, server.url());
            for (int process = 0; process < PROCESSES; process++) {
                System.out.println(FirstProofMemory.inAProcessOfItsOwn(ROWS / 2));
            }
            System.out.println(measure(FirstProofMemory.CALLERS, 2, ROUNDS, ROWS / 2));
            for (int run = 0; run < SIGHTS; run++) {
                System.out.println(FirstSight.measure(ROWS / 2));
            }
        } finally {
            System.clearProperty(Databases.PROPERTY);
        }
    }

    /**
     * Measures on the server that {@link Databases#PROPERTY} names.
     *
     * @param callers how many threads ask the service at once
     * @param bareThreads how many threads hash beside
     * @param rounds how often
     * @param proofs how many different tokens a round, at most {@value #ROWS}
     * @return the ratios
     * @throws SQLException if the server fails
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if a token is refused
     */
    public static FirstProofs measure(int callers, int bareThreads, int rounds, int proofs)
            throws SQLException, InterruptedException, ExecutionException {
        KnownTokens tokens = KnownTokens.spread(ROWS, ROWS);
        List<Double> ratios = new ArrayList<>();
        try (HikariDataSource pool = Databases.pool(Databases.url(new TokenRows(ROWS).database()))) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);
            try (VerifyingService service = VerifyingService.cold(store)) {
                FirstSight.warmUp(service, tokens);
            }
            for (int round = 0; round < rounds; round++) {
                double bare = bareThroughput(bareThreads, proofs);
                try (VerifyingService service = VerifyingService.cold(store)) {
                    ratios.add(Callers.perSecond(callers, proofs, i -> service.accept(tokens.text(i))) / bare);
                }
            }
        }
        Collections.sort(ratios);
        return new FirstProofs(callers, bareThreads, List.copyOf(ratios));
    }

    private static double bareThroughput(int threads, int hashes) throws InterruptedException, ExecutionException {
        return Callers.perSecond(threads, hashes, bareCall());
    }

    /** The raw function of argon2-jvm, with the parameters of the rows. */
    static IntConsumer bareCall() {
        Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
        byte[] secret = TokenRows.SECRET.reveal().getBytes(StandardCharsets.US_ASCII);
        byte[] salt = new byte[16];
        return i -> {
            byte[] tag = argon2.rawHashAdvanced(2, 19_456, 1, secret, salt, null, null, 32, Argon2Version.V13);
            if (tag.length != 32) {
                throw new IllegalStateException("not a tag");
            }
        };
    }

    /** Such as {@code 32 callers against 2 bare threads: 0.98 of the throughput (0.96-1.01)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d callers against %d bare threads: %.3f of the throughput (%.3f-%.3f)",
                callers,
                bareThreads,
                ratios.get(ratios.size() / 2),
                ratios.get(0),
                ratios.get(ratios.size() - 1));
    }
}
