package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.JdbcTokenStore;
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
 * Reads that may share a statement in turns with reads that have one each, where no caller waits for a connection: what
 * the option costs those who do not need it. Each goes through a pool of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class SharedInTurnsBenchmark {
    /** How many tokens the database has. */
    @Param("1000000")
    int rows;

    /** How many of them are used, at random. */
    @Param("20000")
    int known;

    private HikariDataSource sharedPool;
    private HikariDataSource pool;
    private JdbcTokenStore shared;
    private JdbcTokenStore alone;
    private KnownTokens tokens;

    /**
     * Fills the database if need be, and opens the pools.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        String url = Databases.url(new TokenRows(rows).database());
        sharedPool = Databases.pool(url);
        pool = Databases.pool(url);
        shared = JdbcTokenStore.builder(sharedPool)
                .shareReads(Databases.POOL_SIZE)
                .build();
        alone = JdbcTokenStore.on(pool);
        tokens = KnownTokens.spread(known, rows);
    }

    /**
     * Reads one row.
     *
     * @param turn which token
     * @param turns whose turn it is
     * @return the row
     */
    @Benchmark
    public Optional<StoredToken> find(KnownTokens.Turn turn, Turns turns) {
        return (turns.isOurs() ? shared : alone).find(tokens.nextId(turn));
    }

    /** Closes both pools. */
    @TearDown
    public void close() {
        sharedPool.close();
        pool.close();
    }
}
