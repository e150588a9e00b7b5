package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.verify.Accepted;
import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.Timeout;

/**
 * How a strict verify grows with the number of tokens. All tokens are used, or a million of them that lie in nearly all
 * pages of the table and the index, so nothing stays hot that would not in a service.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Timeout(time = 30, timeUnit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class GrowthBenchmark {
    private static final int MOST_KNOWN = 1_000_000;

    /** How many tokens the database has. */
    @Param({"10000", "100000", "1000000", "10000000"})
    int rows;

    private HikariDataSource pool;
    private BareReads reads;
    private VerifyingService service;
    private KnownTokens tokens;

    /**
     * Fills the database if need be, which may take minutes, and wires a service.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        pool = Databases.pool(Databases.url(new TokenRows(rows).database()));
        reads = new BareReads(pool);
        tokens = KnownTokens.spread(MOST_KNOWN, rows);
        service = VerifyingService.warm(JdbcTokenStore.on(pool), tokens, VerifyingService.NO_LAST_USED);
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
     * The row alone by primary key: how much of the growth is the database's own.
     *
     * @param turn which token
     * @return something of each column
     * @throws SQLException if the database fails
     */
    @Benchmark
    public long rowAlone(KnownTokens.Turn turn) throws SQLException {
        return reads.plain(tokens.nextId(turn));
    }

    /** Stops the threads and closes the pool. */
    @TearDown
    public void close() {
        service.close();
        pool.close();
    }
}
