package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits for a lock that is held for ever ends on the server as well, and holds nobody else up. */
@Timeout(180)
@Tag("java-independent")
@Tag("F-2")
final class WaitsEndOnTheServerTooTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int THREADS = 4;
    private static final int ROUNDS = 2;

    private final TestTokens tokens = TestTokens.seeded(13);

    private static final String WAITING_ON_POSTGRESQL =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static final String WAITING_ON_MYSQL = """
            SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND state LIKE 'Waiting for%'
            UNION SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'""";

    private static int waiting(TestDatabases database, Connection connection) throws SQLException {
        String sql = database == TestDatabases.POSTGRESQL ? WAITING_ON_POSTGRESQL : WAITING_ON_MYSQL;
        return new Session(connection, null).ids(sql).size();
    }

    private static void lock(TestDatabases database, Statement statement) throws SQLException {
        statement.execute(
                database == TestDatabases.POSTGRESQL
                        ? "LOCK TABLE pat_token IN ACCESS EXCLUSIVE MODE"
                        : "LOCK TABLES pat_token WRITE");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void verificationsOfALockedTableLeaveNothingWaiting(TestDatabases database) throws Exception {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url, config -> config.setMaximumPoolSize(THREADS));
                HikariDataSource others = TestDatabases.pool(url)) {
            JdbcTokenStore store = JdbcTokenStore.builder(pool).timeout(TIMEOUT).build();
            StoredToken row = tokens.row(tokens.token("alice"));
            store.apply(Change.issue(row, "test"));

            try (Connection watching = others.getConnection();
                    Connection locking = others.getConnection();
                    Statement statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                lock(database, statement);
                assertThat(mostWaiting(
                                database, watching, () -> store.find(row.token().id())))
                        .isPositive()
                        .isLessThanOrEqualTo(THREADS);
                locking.rollback();
                statement.execute(database == TestDatabases.POSTGRESQL ? "SELECT 1" : "UNLOCK TABLES");
                awaitNoneWaiting(database, watching);
            }

            assertThat(store.find(row.token().id())).isPresent();
        }
    }

    /** The most sessions that waited at one time while several threads were refused again and again. */
    private static int mostWaiting(TestDatabases database, Connection watching, Runnable call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                callers.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        assertThatThrownBy(call::run).is(unavailable(Kind.STORE));
                    }
                }));
            }
            int most = 0;
            while (!callers.stream().allMatch(Future::isDone)) {
                most = Math.max(most, waiting(database, watching));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            return most;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitNoneWaiting(TestDatabases database, Connection watching) throws SQLException {
        while (waiting(database, watching) > 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void lockedRowHoldsUpNoOtherTokensLastUse(TestDatabases database) throws Exception {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url);
                HikariDataSource others = TestDatabases.pool(url)) {
            JdbcTokenStore store = JdbcTokenStore.builder(pool).timeout(TIMEOUT).build();
            StoredToken locked = tokens.row(tokens.token("alice"));
            StoredToken free = tokens.row(tokens.token("bob"));
            store.apply(Change.issue(locked, "test").and(Change.issue(free, "test")));
            List<TokenUse> uses = List.of(
                    new TokenUse(locked.token().id(), NOW, null),
                    new TokenUse(free.token().id(), NOW, null));

            try (Connection locking = others.getConnection();
                    Connection watching = others.getConnection()) {
                locking.setAutoCommit(false);
                String lock = "SELECT id FROM pat_token WHERE id = ? FOR UPDATE";
                assertThat(new Session(locking, null)
                                .ids(lock, locked.token().id().value()))
                        .hasSize(1);

                assertThatThrownBy(() -> store.recordUses(uses))
                        .is(unavailable(Kind.STORE))
                        .hasMessageContaining("locked by somebody: 1 row");

                assertThat(lastUse(store, free)).isEqualTo(NOW);
                assertThat(waiting(database, watching)).isZero();
                locking.rollback();
            }
            store.recordUses(uses);
            assertThat(lastUse(store, locked)).isEqualTo(NOW);
        }
    }

    private static @Nullable Object lastUse(JdbcTokenStore store, StoredToken row) {
        return store.find(row.token().id()).orElseThrow().token().lastUsedAt().orElse(null);
    }

    /** A call of one node's that does not go on until it is let. */
    private static final class Stopping implements JdbcCalls {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile String call = "";

        @Override
        public @Nullable Object on(Call made) throws Throwable {
            if (made.is(call)) {
                call = "";
                reached.countDown();
                assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
            }
            return made.proceed();
        }
    }

    /** Tokens of one owner are of different shards, but their owner is of one, as are all tokens of a purge. */
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, commit", "MARIADB, commit", "MYSQL, commit",
        "POSTGRESQL, rollback", "MARIADB, rollback", "MYSQL, rollback"
    })
    void nodeStoppedInAChangeHoldsUpNoRevocation(TestDatabases database, String call) throws Exception {
        String url = database.newDatabase(UnaryOperator.identity());
        Stopping stopping = new Stopping();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (HikariDataSource here = TestDatabases.pool(url);
                HikariDataSource there = TestDatabases.pool(url)) {
            JdbcTokenStore store = JdbcTokenStore.on(here);
            JdbcTokenStore stopped = JdbcTokenStore.on(stopping.over(there));
            StoredToken one = tokens.row(tokens.token("alice"));
            StoredToken other = tokens.row(tokens.token("alice"));
            store.apply(Change.issue(one, "test").and(Change.issue(other, "test")));

            stopping.call = call;
            boolean starting = call.equals("rollback"); // the start-up check is rolled back
            Future<@Nullable Throwable> result = thread.submit(() -> catchThrowable(() -> {
                if (starting) {
                    JdbcTokenStore unused = JdbcTokenStore.on(stopping.over(there));
                } else {
                    stopped.apply(Change.suspend("alice", NOW, "test"));
                }
            }));
            stopping.reached.await();
            assertThat(store.apply(Change.revoke("alice", one.token().id(), NOW, "test"))
                            .revoked())
                    .isEqualTo(1);
            store.apply(Change.suspend("alice", NOW, "test"));
            stopping.goOn.countDown();

            Throwable thrown = result.get();
            assertThat(thrown == null || thrown instanceof UnavailableException).isTrue();
            assertThat(store.find(other.token().id()).orElseThrow().ownerSuspended())
                    .isTrue();
            assertThat(stopped.find(other.token().id())).isPresent();
        } finally {
            thread.shutdownNow();
        }
    }
}
