package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.store.Change;
import java.sql.Connection;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A token is issued to an owner who is suspended, or reinstated, at the same moment, on another node: afterwards the
 * token's row says what the owner's does. {@code -Dpatkit.race.rounds} is the number of rounds on each database.
 */
@Tag("java-independent")
@Tag("R-1")
final class SuspensionAndIssueAreSerialisedTest {
    private static final int ROUNDS = Integer.getInteger("patkit.race.rounds", 300);

    private static final String DIFFERENT = """
            SELECT t.id FROM pat_token t LEFT JOIN pat_owner o ON o.owner = t.owner WHERE t.owner = ?
            AND COALESCE(t.suspended_at, -1) <> COALESCE(o.suspended_at, -1)""";

    @ParameterizedTest
    @CsvSource({"H2,", "SQLITE,", "POSTGRESQL,", "POSTGRESQL, TRANSACTION_SERIALIZABLE", "MARIADB,", "MYSQL,"})
    void tokenIssuedAtTheMomentOfASuspensionIsSuspended(TestDatabases database, @Nullable String isolation)
            throws Exception {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource here = TestDatabases.pool(url, config -> config.setTransactionIsolation(isolation));
                HikariDataSource there = TestDatabases.pool(url, config -> config.setTransactionIsolation(isolation))) {
            JdbcTokenStore issuing = JdbcTokenStore.on(here);
            JdbcTokenStore suspending = JdbcTokenStore.on(there);
            TestTokens tokens = TestTokens.seeded(12);

            race(
                    round -> issuing.apply(Change.issue(tokens.row(tokens.token("owner " + round / 2)), "test")),
                    round -> {
                        String owner = "owner " + round / 2;
                        suspending.apply(
                                round % 2 == 0
                                        ? Change.suspend(owner, NOW, "test")
                                        : Change.reinstate(owner, NOW, "test"));
                    },
                    here);

            try (Connection connection = here.getConnection()) {
                assertThat(new Session(connection, null).ids("SELECT COUNT(*) FROM pat_token"))
                        .containsExactly((long) ROUNDS);
            }
        }
    }

    /** Each round begins for both at the same moment, and is checked before the next one. */
    private static void race(IntConsumer one, IntConsumer other, DataSource database) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                int number = round;
                Future<?> racing = thread.submit(() -> {
                    together.await(1, TimeUnit.MINUTES);
                    other.accept(number);
                    return number;
                });
                together.await(1, TimeUnit.MINUTES);
                one.accept(number);
                racing.get(1, TimeUnit.MINUTES);
                try (Connection connection = database.getConnection()) {
                    assertThat(new Session(connection, null).ids(DIFFERENT, "owner " + number / 2))
                            .as("tokens that differ from their owner after round %d", number)
                            .isEmpty();
                }
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
