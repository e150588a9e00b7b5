package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.jdbc.JdbcTokenStoreBuilder;
import dev.patkit.store.StoredToken;
import java.sql.SQLException;
import java.util.Optional;
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

/**
 * The read of a strict verify, each with a statement of its own or sharing one with those that wait, on this machine or
 * across a network. Times are sampled, because the slowest callers are the point.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class SharedReadsBenchmark {
    /** How many tokens the database has. */
    @Param("1000000")
    int rows;

    /** How many of them are used, at random. */
    @Param("20000")
    int known;

    /** Whether the database is beyond a {@link DelayProxy}. */
    @Param({"false", "true"})
    boolean delayed;

    /** Whether reads that wait share a statement. */
    @Param({"false", "true"})
    boolean shared;

    private HikariDataSource pool;
    private JdbcTokenStore store;
    private KnownTokens tokens;

    /**
     * Fills the database if need be, and opens the pool.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        String database = new TokenRows(rows).database();
        pool = Databases.pool(delayed ? Databases.delayedUrl(database) : Databases.url(database));
        JdbcTokenStoreBuilder builder = JdbcTokenStore.builder(pool);
        store = (shared ? builder.shareReads(Databases.POOL_SIZE) : builder).build();
        tokens = KnownTokens.spread(known, rows);
    }

    /**
     * Reads one row.
     *
     * @param turn which token
     * @return the row
     */
    @Benchmark
    public Optional<StoredToken> find(KnownTokens.Turn turn) {
        return store.find(tokens.nextId(turn));
    }

    /** Closes the pool. */
    @TearDown
    public void close() {
        pool.close();
    }
}
