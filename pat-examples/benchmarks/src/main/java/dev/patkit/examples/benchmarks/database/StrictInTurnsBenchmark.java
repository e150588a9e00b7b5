package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.JdbcTokenStore;
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

/** A strict verify in turns with the bare SELECT of its row, each through a pool of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class StrictInTurnsBenchmark {
    /** How many tokens the database has. */
    @Param("1000000")
    int rows;

    /** How many of them are used, at random. */
    @Param("20000")
    int known;

    private HikariDataSource pool;
    private HikariDataSource barePool;
    private VerifyingService service;
    private BareReads reads;
    private KnownTokens tokens;

    /**
     * Fills the database if need be, wires a service, and opens a second pool.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        String url = Databases.url(new TokenRows(rows).database());
        pool = Databases.pool(url);
        barePool = Databases.pool(url);
        tokens = KnownTokens.spread(known, rows);
        service = VerifyingService.warm(JdbcTokenStore.on(pool), tokens, VerifyingService.NO_LAST_USED);
        reads = new BareReads(barePool);
    }

    /**
     * The whole verify, or the SELECT alone.
     *
     * @param turn which token
     * @param turns whose turn it is
     * @return the answer, or something of each column
     * @throws SQLException if the database fails
     */
    @Benchmark
    public Object acceptedOrRead(KnownTokens.Turn turn, Turns turns) throws SQLException {
        return turns.isOurs() ? service.accept(tokens.nextText(turn)) : (Long) reads.find(tokens.nextId(turn));
    }

    /** Closes both pools. */
    @TearDown
    public void close() {
        service.close();
        pool.close();
        barePool.close();
    }
}
