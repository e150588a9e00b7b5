package dev.patkit.examples.benchmarks.memory;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A verify that reads its row from H2 in memory, beside the bare read of that row through the same pool. */
@State(Scope.Benchmark)
public class StrictVerifyOnH2Benchmark {
    private static final dev.patkit.token.Scope READ = dev.patkit.token.Scope.of("catalog:read");
    private static final int TOKENS = 100;

    private final HikariDataSource pool = new HikariDataSource();
    private final PersonalAccessTokens pats;
    private final IssuedToken hot;
    private final String text;

    /** Issues some tokens. */
    public StrictVerifyOnH2Benchmark() {
        // Else H2 would answer a question that it was just asked without reading anything.
        pool.setJdbcUrl("jdbc:h2:mem:benchmark;OPTIMIZE_REUSE_RESULTS=0");
        JdbcTokenStore store =
                JdbcTokenStore.builder(pool).createTablesIfMissing().build();
        pats = PersonalAccessTokens.builder(store).build();
        for (int number = 1; number < TOKENS; number++) {
            issue(number);
        }
        hot = issue(TOKENS);
        text = hot.secret().reveal();
    }

    private IssuedToken issue(int number) {
        return pats.issue(
                TokenRequest.forOwner("alice").named("token " + number).allowing(READ));
    }

    /**
     * The whole verify.
     *
     * @return the answer
     */
    @Benchmark
    public Verification accepted() {
        return pats.verifier().verify(PresentedToken.of(text), READ);
    }

    /**
     * The row by primary key, all of its columns, and nothing else.
     *
     * @return something of every column, so that none is skipped
     * @throws SQLException if the database fails
     */
    @Benchmark
    public int bareSelect() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT * FROM pat_token WHERE id = ?")) {
            select.setLong(1, hot.token().id().value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                int columns = row.getMetaData().getColumnCount();
                int sum = 0;
                for (int column = 1; column <= columns; column++) {
                    Object value = row.getObject(column);
                    sum += value == null ? 0 : value.hashCode();
                }
                return sum;
            }
        }
    }

    /** Stops the threads and closes the database. */
    @TearDown
    public void close() {
        pats.close();
        pool.close();
    }
}
