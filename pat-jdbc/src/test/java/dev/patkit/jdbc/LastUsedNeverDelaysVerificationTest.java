package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that is read-only, or where a lock delays writers, is read as usual, by threads that never write. */
@Timeout(300)
@Tag("F-11")
final class LastUsedNeverDelaysVerificationTest {
    private static final int VERIFICATIONS = 5_000;
    private static final int TOKENS = 50;
    private static final Duration PATIENT = Duration.ofMinutes(2);

    /** Records the threads that write, and counts commits. */
    private static final class Writes implements JdbcCalls {
        private final Set<String> threads = ConcurrentHashMap.newKeySet();
        private final Semaphore begun = new Semaphore(0);
        private final AtomicInteger committed = new AtomicInteger();

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            boolean begins = call.is("setAutoCommit");
            if (begins || call.is("executeBatch") || call.is("executeUpdate")) {
                threads.add(Thread.currentThread().getName());
            }
            if (begins) {
                begun.release();
            }
            Object answer = call.proceed();
            committed.addAndGet(call.is("commit") ? 1 : 0);
            return answer;
        }
    }

    /** Records that last-used times could not be written, and that some were dropped. */
    private static final class Failures implements VerificationListener {
        private final Set<UnavailableException.Kind> kinds = ConcurrentHashMap.newKeySet();
        private final Semaphore reported = new Semaphore(0);
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void onAnswer(Verification answer) {}

        @Override
        public void onUnavailable(UnavailableException error) {
            kinds.add(error.kind());
            reported.release();
        }

        @Override
        public void onLastUsedLost(int count) {
            lost.addAndGet(count);
        }
    }

    /**
     * A way to make a database read-only: statements of its owner, a change of the URL, and a statement that opens each
     * connection.
     */
    private record ReadOnly(TestDatabases database, List<String> setUp, UnaryOperator<String> url, String opening) {
        HikariDataSource pool(String owner) {
            TestDatabases.execute(owner, setUp.toArray(String[]::new));
            return TestDatabases.pool(url.apply(owner), config -> {
                if (!opening.isEmpty()) {
                    config.setConnectionInitSql(opening);
                }
            });
        }

        /** The name of the test case. */
        @Override
        public String toString() {
            return database + " " + setUp + opening;
        }
    }

    static List<ReadOnly> readOnlyDatabases() {
        List<String> postgresReader =
                List.of("CREATE ROLE token_reader LOGIN", "GRANT SELECT ON pat_token, pat_owner TO token_reader");
        List<String> h2Reader = List.of(
                "CREATE USER token_reader PASSWORD 'reader'",
                "GRANT SELECT ON pat_token TO token_reader",
                "GRANT SELECT ON pat_owner TO token_reader");
        return List.of(
                new ReadOnly(
                        TestDatabases.H2,
                        h2Reader,
                        url -> url.replace(";DB_CLOSE_DELAY=-1", "") + ";USER=token_reader;PASSWORD=reader",
                        ""),
                new ReadOnly(TestDatabases.SQLITE, List.of(), url -> url, "PRAGMA query_only = 1"),
                new ReadOnly(TestDatabases.POSTGRESQL, List.of(), url -> url, "SET default_transaction_read_only = on"),
                new ReadOnly(
                        TestDatabases.POSTGRESQL,
                        postgresReader,
                        url -> url.replace("user=postgres", "user=token_reader"),
                        ""),
                new ReadOnly(TestDatabases.MARIADB, List.of(), url -> url, "SET SESSION TRANSACTION READ ONLY"));
    }

    private final Writes writes = new Writes();
    private final Failures failures = new Failures();

    @ParameterizedTest
    @MethodSource("readOnlyDatabases")
    void verificationsAreAcceptedWhileTheDatabaseIsReadOnly(ReadOnly test) throws InterruptedException {
        String owner = test.database().newDatabase(UnaryOperator.identity());
        try (HikariDataSource writable = TestDatabases.pool(owner);
                HikariDataSource pool = test.pool(owner)) {
            UsableTokens tokens = UsableTokens.in(JdbcTokenStore.on(writable), TOKENS);
            PersonalAccessTokens pats = pats(store(pool, test.database()));

            tokens.accept(pats.verifier(), 0, 1, VERIFICATIONS);
            assertThat(failures.reported.tryAcquire(2, 1, TimeUnit.MINUTES)).isTrue();
            pats.close();

            assertThat(failures.kinds).containsExactly(UnavailableException.Kind.STORE);
            assertThat(failures.lost).hasValue(TOKENS);
            assertThat(writes.committed).hasValue(0);
            assertThat(writes.threads).containsExactly("patkit-last-used");
        }
    }

    private TokenStore store(DataSource dataSource, TestDatabases database) {
        return JdbcTokenStore.builder(writes.over(dataSource)).timeout(PATIENT).unchecked(database.dialect());
    }

    private PersonalAccessTokens pats(TokenStore store) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .listener(failures)
                .lastUsed(Duration.ofMillis(1), Duration.ofDays(1), 1_000)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void verificationsAreAcceptedWhileAnotherTransactionBlocksTheWrite(TestDatabases database) throws Exception {
        UsableTokens tokens = UsableTokens.in(database.emptyStore(), TOKENS);
        TokenStore store = store(database.dataSource(), database);
        try (Connection blocker = database.dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            PersonalAccessTokens pats = pats(store);
            blocker.setAutoCommit(false);
            statement.executeUpdate("UPDATE pat_token SET description = 'locked'");

            tokens.accept(pats.verifier(), 0, 1, TOKENS);
            assertThat(writes.begun.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            tokens.accept(pats.verifier(), 0, 1, VERIFICATIONS);

            assertThat(tokens.issued()).noneMatch(issued -> isMarked(store, issued));
            blocker.rollback();
            blocker.setAutoCommit(true);
            pats.close();
            assertThat(writes.threads).containsExactly("patkit-last-used");
            assertThat(failures.lost).hasValue(0);
            assertThat(tokens.issued()).allMatch(issued -> isMarked(store, issued));
        }
    }

    private static boolean isMarked(TokenStore store, IssuedToken issued) {
        return store.find(issued.token().id())
                .orElseThrow()
                .token()
                .lastUsedAt()
                .isPresent();
    }
}
