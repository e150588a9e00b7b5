package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
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

/** The limits: what no verify that reads its row can beat on this database and pool. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class SelectBenchmark {
    /** How many tokens the database has. */
    @Param("1000000")
    int rows;

    /** How many of them are used, at random. */
    @Param("20000")
    int known;

    private HikariDataSource pool;
    private BareReads reads;
    private KnownTokens tokens;

    /**
     * Fills the database if need be, and opens the pool.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        pool = Databases.pool(Databases.url(new TokenRows(rows).database()));
        reads = new BareReads(pool);
        tokens = KnownTokens.spread(known, rows);
    }

    /**
     * The row by primary key, and whether its owner is suspended, by the store's own statement.
     *
     * @param turn which token
     * @return something of each column
     * @throws SQLException if the database fails
     */
    @Benchmark
    public long rowAsTheStoreReadsIt(KnownTokens.Turn turn) throws SQLException {
        return reads.find(tokens.nextId(turn));
    }

    /**
     * The row by primary key and nothing else.
     *
     * @param turn which token
     * @return something of each column
     * @throws SQLException if the database fails
     */
    @Benchmark
    public long rowAlone(KnownTokens.Turn turn) throws SQLException {
        return reads.plain(tokens.nextId(turn));
    }

    /**
     * {@code SELECT 1}.
     *
     * @return one
     * @throws SQLException if the database fails
     */
    @Benchmark
    public int selectOne() throws SQLException {
        return reads.one();
    }

    /** Closes the pool. */
    @TearDown
    public void close() {
        pool.close();
    }
}
