package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the cause of a fault ends, the next call on the same pool works. */
@Timeout(60)
final class FaultsEndTest {
    private final TestTokens tokens = TestTokens.seeded(8);

    /** Which calls on a connection fail, until the cause ends. */
    private static final class Fault implements JdbcCalls {
        private volatile Set<String> failing = Set.of();

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            if (call.target() instanceof Connection && failing.contains(call.name())) {
                throw new SQLException("planted");
            }
            return call.proceed();
        }
    }

    /** One connection, so that the next call gets the one that was left behind. */
    private static HikariDataSource onePool(TestDatabases database, Fault fault) {
        String url = database.newDatabase(UnaryOperator.identity());
        DataSource physical = fault.over(new MovingDataSource(url));
        return TestDatabases.pool(url, config -> {
            config.setDataSource(physical);
            config.setMaximumPoolSize(1);
        });
    }

    /** As SQLite behaves on a full disk. */
    @ParameterizedTest
    @EnumSource
    void connectionThatCouldNotRollBackIsUsedAgain(TestDatabases database) {
        Fault fault = new Fault();
        try (HikariDataSource pool = onePool(database, fault)) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);
            StoredToken kept = tokens.row(tokens.token("alice"));
            store.apply(Change.issue(kept, "test"));

            fault.failing = Set.of("commit", "rollback");
            StoredToken lost = tokens.row(tokens.token("bob"));
            assertThatThrownBy(() -> store.apply(Change.issue(lost, "test"))).is(unavailable(Kind.STORE));
            fault.failing = Set.of();

            assertThat(store.find(kept.token().id())).isPresent();
            assertThat(store.find(lost.token().id())).isEmpty();
            store.apply(Change.revokeAll("alice", NOW, "test"));
            assertThat(store.find(kept.token().id()).orElseThrow().token().revokedAt())
                    .contains(NOW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changeIsDoneThoughAutocommitCannotBeSwitchedOnAfterIt(TestDatabases database) {
        Fault fault = new Fault();
        try (HikariDataSource pool = onePool(database, fault)) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);
            StoredToken row = tokens.row(tokens.token("alice"));
            AfterCommit after = new AfterCommit();
            JdbcTokenStore failing = JdbcTokenStore.on(after.over(pool));

            after.fails = true;
            assertThat(failing.apply(Change.issue(row, "test")).result()).isEqualTo(Change.Result.APPLIED);
            after.fails = false;

            assertThat(failing.find(row.token().id())).isPresent();
            assertThat(store.find(row.token().id())).isPresent();
        }
    }

    /** Switching autocommit fails once a transaction was committed. */
    private static final class AfterCommit implements JdbcCalls {
        private boolean fails;
        private boolean committed;

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            if (fails && committed && call.is("setAutoCommit")) {
                throw new SQLException("planted");
            }
            committed = call.is("commit") || (committed && !call.is("setAutoCommit"));
            return call.proceed();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void waitForAConnectionEndsWithTheTimeoutAndLeavesNoInterrupt(TestDatabases database) throws SQLException {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url, config -> {
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(Duration.ofMinutes(10).toMillis());
        })) {
            JdbcTokenStore store =
                    JdbcTokenStore.builder(pool).timeout(Duration.ofMillis(300)).build();
            StoredToken row = tokens.row(tokens.token("alice"));
            store.apply(Change.issue(row, "test"));

            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                for (int round = 0; round < 3; round++) {
                    assertThatThrownBy(() -> store.find(row.token().id()))
                            .is(unavailable(Kind.STORE))
                            .hasMessageContaining("no connection within PT0.3S");
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                }
            }

            assertThat(store.find(row.token().id())).isPresent();
        }
    }
}
