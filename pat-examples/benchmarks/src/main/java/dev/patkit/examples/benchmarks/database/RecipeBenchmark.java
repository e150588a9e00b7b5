package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer: the verify that services write by hand, over as many tokens on the same server. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class RecipeBenchmark {
    /** How many tokens the database has. */
    @Param("1000000")
    int rows;

    /** How many of them are used, at random. */
    @Param("20000")
    int known;

    private HikariDataSource pool;
    private Recipe recipe;
    private String[] texts;

    /**
     * Fills the database if need be, and opens the pool.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void open() throws SQLException {
        pool = Databases.pool(Databases.url(new RecipeRows(rows).database()));
        recipe = new Recipe(pool);
        int size = Math.min(known, rows);
        texts = IntStream.range(0, size)
                .mapToObj(i -> RecipeRows.textOf(1 + (int) ((long) i * rows / size)))
                .toArray(String[]::new);
    }

    /**
     * A SELECT by digest, a SELECT of the user, an UPDATE of the last use.
     *
     * @param turn which token
     * @return the user
     * @throws SQLException if the database fails
     */
    @Benchmark
    public String accepted(KnownTokens.Turn turn) throws SQLException {
        return recipe.userOf(texts[turn.next(texts.length)]).orElseThrow();
    }

    /** Closes the pool. */
    @TearDown
    public void close() {
        pool.close();
    }
}
