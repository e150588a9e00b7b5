package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check at start-up is short, and neither refuses nor disturbs nodes that start or work at the same time. */
@Tag("java-independent")
final class StartUpIsFeltByNobodyTest {
    private static final int NODES = 16;
    private static final int ROUNDS = 3;
    private static final int MOST_ON_POSTGRESQL = 17;
    private static final int MOST_ELSEWHERE = 32;

    private final TestTokens tokens = TestTokens.seeded(14);

    /** Counts what is sent and waited for. */
    private static final class RoundTrips implements JdbcCalls {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            if (call.name().startsWith("execute") || call.is("commit") || call.is("rollback")) {
                count.incrementAndGet();
            }
            return call.proceed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void startIsFewRoundTrips(TestDatabases database) {
        RoundTrips counting = new RoundTrips();

        JdbcTokenStore unused = JdbcTokenStore.on(counting.over(database.dataSource()));

        assertThat(counting.count)
                .hasValueLessThanOrEqualTo(database == TestDatabases.POSTGRESQL ? MOST_ON_POSTGRESQL : MOST_ELSEWHERE);
    }

    @ParameterizedTest
    @EnumSource
    void manyNodesStartAtOnceBesideChangesAndAllOfBothSucceed(TestDatabases database) throws Exception {
        String url = database.newDatabase(UnaryOperator.identity());
        ExecutorService threads = Executors.newFixedThreadPool(NODES + 1);
        try (HikariDataSource pool = TestDatabases.pool(url, config -> config.setMaximumPoolSize(NODES + 1))) {
            JdbcTokenStore working = JdbcTokenStore.on(pool);
            AtomicBoolean started = new AtomicBoolean();
            Future<Integer> changes = threads.submit(() -> changesUntil(started, working));

            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<JdbcTokenStore>> nodes = new ArrayList<>();
                for (int node = 0; node < NODES; node++) {
                    nodes.add(() -> JdbcTokenStore.on(pool));
                }
                for (Future<JdbcTokenStore> node : threads.invokeAll(nodes)) {
                    assertThat(node.get()).isNotNull();
                }
            }

            started.set(true);
            assertThat(changes.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Issues and revokes, which raises epochs of all shards. */
    private int changesUntil(AtomicBoolean end, JdbcTokenStore store) {
        int changes = 0;
        while (!end.get()) {
            String owner = "owner " + changes;
            store.apply(Change.issue(tokens.row(tokens.token(owner)), "test"));
            assertThat(store.apply(Change.revokeAll(owner, NOW, "test")).revoked())
                    .isEqualTo(1);
            changes++;
        }
        return changes;
    }
}
