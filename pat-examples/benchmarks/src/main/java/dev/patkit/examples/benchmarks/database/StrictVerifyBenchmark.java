package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.internal.usage.LastUsedPolicy;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.verify.Accepted;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A strict verify, which reads its row at every call, and what it costs to keep last-used times beside it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class StrictVerifyBenchmark {
    private static final String WRITTEN = "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'pat_token'";

    /** How many tokens the database has. */
    @Param("1000000")
    int rows;

    /** How many of them are used, at random. */
    @Param("20000")
    int known;

    /** How last-used times are kept. */
    @Param
    LastUsed lastUsed = LastUsed.OFF;

    private String url = "";
    private HikariDataSource pool;
    private VerifyingService service;
    private KnownTokens tokens;
    private long start;
    private long writtenBefore;

    /** How last-used times are kept. */
    @SuppressWarnings("ImmutableEnumChecker") // a policy is a record of unchanging values
    public enum LastUsed {
        /** Not at all. */
        OFF(VerifyingService.NO_LAST_USED),
        /** As a service has it that chose nothing: each token at most once a minute, written every ten seconds. */
        DEFAULT(LastUsedPolicy.ofDefaults()),
        /**
         * Each token once in four seconds, written every second: 20,000 tokens are noted as 300,000 are by the default,
         * up to five thousand a second.
         */
        MANY(new LastUsedPolicy(Duration.ofSeconds(1), Duration.ofSeconds(4), 100_000)),
        /** The worst case: every verify notes, and a million known tokens are hardly ever the same ones. */
        EVERY(new LastUsedPolicy(Duration.ofSeconds(1), Duration.ZERO, 100_000));

        private final LastUsedPolicy policy;

        LastUsed(LastUsedPolicy policy) {
            this.policy = policy;
        }
    }

    /**
     * Fills the database if need be, and wires a service.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        TokenRows database = new TokenRows(rows);
        url = Databases.url(lastUsed == LastUsed.OFF ? database.database() : database.writableDatabase());
        pool = Databases.pool(url);
        tokens = KnownTokens.spread(known, rows);
        service = VerifyingService.warm(JdbcTokenStore.on(pool), tokens, lastUsed.policy);
        writtenBefore = written();
        start = System.nanoTime();
    }

    private long written() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(WRITTEN)) {
            count.next();
            return count.getLong(1);
        }
    }

    /**
     * The whole verify.
     *
     * @param turn which token
     * @return the answer
     */
    @Benchmark
    public Accepted accepted(KnownTokens.Turn turn) {
        return service.accept(tokens.nextText(turn));
    }

    /**
     * Writes what waits, closes the pool, and prints how many last-used times were written.
     *
     * @throws SQLException if the database fails
     */
    @TearDown
    public void close() throws SQLException {
        service.close();
        pool.close();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT, "%nlast-used times written: %.0f a second%n", (written() - writtenBefore) / seconds);
    }
}
