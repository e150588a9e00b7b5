package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes mix all mutations on a few owners, as fast as they can: none of them is unavailable, and the rows fit
 * together afterwards. {@code -Dpatkit.conflicts.changes} is how many changes each thread makes.
 */
@Tag("java-independent")
@Tag("K-1")
final class ConflictsReachNoCallerTest {
    private static final int CHANGES = Integer.getInteger("patkit.conflicts.changes", 60);
    private static final int THREADS = 16;
    private static final int OWNERS = 20;
    private static final int USES = 100;
    private static final int WRITERS = 4;
    private static final int BATCH = 20;

    private static final String DIFFERENT_FROM_OWNER = """
            SELECT t.id FROM pat_token t JOIN pat_owner o ON o.owner = t.owner
            WHERE COALESCE(t.suspended_at, -1) <> COALESCE(o.suspended_at, -1)""";

    private static final String LIVE_NAMES_TWICE =
            "SELECT COUNT(*) FROM pat_token WHERE live = 1 GROUP BY owner, name HAVING COUNT(*) > 1";

    /** Tokens that were issued, and those among them of which a revocation was acknowledged. */
    private final Queue<Token> issued = new ConcurrentLinkedQueue<>();

    private final Queue<TokenId> revoked = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @CsvSource({"H2,", "SQLITE,", "POSTGRESQL,", "POSTGRESQL, TRANSACTION_SERIALIZABLE", "MARIADB,", "MYSQL,"})
    void mutationsOfTwoNodesAreAllDoneAndFitTogether(TestDatabases database, @Nullable String isolation)
            throws Exception {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource here = TestDatabases.pool(url, config -> config.setTransactionIsolation(isolation));
                HikariDataSource there = TestDatabases.pool(url, config -> config.setTransactionIsolation(isolation))) {
            List<JdbcTokenStore> nodes = List.of(JdbcTokenStore.on(here), JdbcTokenStore.on(there));

            mix(nodes);

            assertThat(revoked).isNotEmpty();
            assertThat(revoked.stream().map(nodes.get(0)::find).flatMap(Optional::stream))
                    .allMatch(row -> row.token().revokedAt().isPresent());
            try (Connection connection = here.getConnection()) {
                Session session = new Session(connection, null);
                assertThat(session.ids(DIFFERENT_FROM_OWNER)).isEmpty();
                assertThat(session.ids(LIVE_NAMES_TWICE)).isEmpty();
            }
        }
    }

    /** Writers mark random tokens as used, as fast as they can, while owners' tokens are all revoked. */
    @ParameterizedTest
    @EnumSource
    void revokeAllIsDoneBesideSaturatedLastUsedWriters(TestDatabases database) throws Exception {
        JdbcTokenStore store = database.emptyStore();
        JdbcTokenStore writing = database.secondStore();
        TestTokens tokens = TestTokens.seeded(15);
        for (int token = 0; token < OWNERS * USES / 4; token++) {
            issue(store, tokens, "owner " + token % OWNERS);
        }
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        AtomicInteger owners = new AtomicInteger(OWNERS);
        try {
            List<Future<Integer>> writers = Stream.generate(
                            () -> threads.submit(() -> writeUntilNoneIsLeft(owners, writing)))
                    .limit(WRITERS)
                    .toList();
            for (int owner = 0; owner < OWNERS; owner++) {
                Change change = Change.revokeAll("owner " + owner, NOW, "test");
                assertThat(store.apply(change).revoked()).isEqualTo(USES / 4);
                owners.decrementAndGet();
            }
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int writeUntilNoneIsLeft(AtomicInteger owners, JdbcTokenStore store) {
        int batches = 0;
        do {
            Instant now = NOW.plusMillis(batches++);
            List<Token> shuffled = new ArrayList<>(issued);
            Collections.shuffle(shuffled, new Random(batches));
            store.recordUses(shuffled.stream()
                    .limit(BATCH)
                    .map(token -> new TokenUse(token.id(), now, null))
                    .toList());
        } while (owners.get() > 0);
        return batches;
    }

    private void mix(List<JdbcTokenStore> nodes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                JdbcTokenStore node = nodes.get(thread % nodes.size());
                TestTokens tokens = TestTokens.seeded(thread);
                Random random = new Random(thread);
                running.add(threads.submit(() -> {
                    for (int change = 0; change < CHANGES; change++) {
                        change(node, tokens, random);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void change(JdbcTokenStore node, TestTokens tokens, Random random) {
        String owner = "owner " + random.nextInt(OWNERS);
        switch (random.nextInt(10)) {
            case 0 -> node.apply(Change.revokeAll(owner, NOW, "test"));
            case 1 -> node.apply(Change.suspend(owner, NOW, "test"));
            case 2 -> node.apply(Change.reinstate(owner, NOW, "test"));
            case 3, 4 -> node.recordUses(uses());
            case 5 -> node.purge(NOW.plusMillis(1), 10);
            case 6 -> revoke(node, random);
            default -> issue(node, tokens, owner);
        }
    }

    private List<TokenUse> uses() {
        return issued.stream()
                .limit(USES)
                .map(token -> new TokenUse(token.id(), NOW.plusMillis(issued.size()), null))
                .toList();
    }

    private void revoke(JdbcTokenStore node, Random random) {
        issued.stream().skip(random.nextInt(issued.size() + 1)).limit(1).forEach(token -> {
            Change change = Change.revoke(token.owner(), token.id(), NOW, "test");
            if (node.apply(change).revoked() > 0) {
                revoked.add(token.id());
            }
        });
    }

    private void issue(JdbcTokenStore node, TestTokens tokens, String owner) {
        StoredToken row = tokens.row(tokens.token(owner));
        assertThat(node.apply(Change.issue(row, "test")).result()).isEqualTo(Change.Result.APPLIED);
        issued.add(row.token());
    }
}
