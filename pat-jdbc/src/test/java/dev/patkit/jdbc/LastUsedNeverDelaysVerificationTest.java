package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.error.UnavailableException;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretProver;
import dev.patkit.store.TokenStore;
import dev.patkit.verify.StoreVerifier;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import dev.patkit.verify.VerifierOptions;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that lets nobody write, or holds up who writes, is read from as ever, by threads that never come to write. */
@Timeout(300)
@Tag("F-11")
final class LastUsedNeverDelaysVerificationTest {
    private static final int VERIFICATIONS = 5_000;
    private static final int TOKENS = 50;
    private static final Duration PATIENT = Duration.ofMinutes(2);

    /** Keeps book of who began to write and how often that was committed. */
    private static final class Writes implements JdbcCalls {
        private final Set<String> threads = ConcurrentHashMap.newKeySet();
        private final Semaphore begun = new Semaphore(0);
        private final AtomicInteger committed = new AtomicInteger();

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            boolean writes = call.is("executeBatch") || call.is("executeUpdate");
            if (writes || call.is("setAutoCommit")) {
                threads.add(Thread.currentThread().getName());
            }
            if (writes) {
                begun.release();
            }
            Object answer = call.proceed();
            committed.addAndGet(call.is("commit") ? 1 : 0);
            return answer;
        }
    }

    /** Hears that a last use could not be written, and that it was given up. */
    private static final class Troubles implements VerificationListener {
        private final Set<Class<?>> kinds = ConcurrentHashMap.newKeySet();
        private final Semaphore heard = new Semaphore(0);
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void onAnswer(Verification answer) {}

        @Override
        public void onUnavailable(UnavailableException trouble) {
            kinds.add(trouble.getClass());
            heard.release();
        }

        @Override
        public void onLastUsedLost(int count) {
            lost.addAndGet(count);
        }
    }

    /** A database that may be read only: how that came to be, by what is done first, the URL, and what opens each connection. */
    private record ReadOnly(TestDatabases database, List<String> first, UnaryOperator<String> url, String opening) {
        HikariDataSource pool(String owner) {
            TestDatabases.execute(owner, first.toArray(String[]::new));
            return TestDatabases.pool(url.apply(owner), config -> {
                if (!opening.isEmpty()) {
                    config.setConnectionInitSql(opening);
                }
            });
        }

        /** What it is, for the name of the test. */
        @Override
        public String toString() {
            return database + " " + first + opening;
        }
    }

    static List<ReadOnly> readOnlyDatabases() {
        List<String> reader =
                List.of("CREATE ROLE onlooker LOGIN", "GRANT SELECT ON pat_token, pat_suspended_owner TO onlooker");
        List<String> h2Reader = List.of(
                "CREATE USER onlooker PASSWORD 'onlooker'",
                "GRANT SELECT ON pat_token TO onlooker",
                "GRANT SELECT ON pat_suspended_owner TO onlooker");
        return List.of(
                new ReadOnly(
                        TestDatabases.H2,
                        h2Reader,
                        url -> url.replace(";DB_CLOSE_DELAY=-1", "") + ";USER=onlooker;PASSWORD=onlooker",
                        ""),
                new ReadOnly(TestDatabases.SQLITE, List.of(), url -> url, "PRAGMA query_only = 1"),
                new ReadOnly(TestDatabases.POSTGRESQL, List.of(), url -> url, "SET default_transaction_read_only = on"),
                new ReadOnly(
                        TestDatabases.POSTGRESQL, reader, url -> url.replace("user=postgres", "user=onlooker"), ""),
                new ReadOnly(TestDatabases.MARIADB, List.of(), url -> url, "SET SESSION TRANSACTION READ ONLY"));
    }

    private final Writes writes = new Writes();
    private final Troubles troubles = new Troubles();

    @ParameterizedTest
    @MethodSource("readOnlyDatabases")
    void verificationsAreAcceptedWhileTheDatabaseIsReadOnly(ReadOnly test) throws InterruptedException {
        String owner = test.database().newDatabase(UnaryOperator.identity());
        try (HikariDataSource writable = TestDatabases.pool(owner);
                HikariDataSource pool = test.pool(owner);
                SecretProver prover = prover()) {
            UsableTokens tokens = UsableTokens.in(JdbcTokenStore.on(writable), TOKENS);
            StoreVerifier verifier = verifier(
                    JdbcTokenStore.unchecked(writes.over(pool), test.database().dialect(), PATIENT), prover);

            tokens.accept(verifier, 0, 1, VERIFICATIONS);
            assertThat(troubles.heard.tryAcquire(2, 1, TimeUnit.MINUTES)).isTrue();
            verifier.close();

            assertThat(troubles.kinds).containsExactly(UnavailableException.class);
            assertThat(troubles.lost).hasValue(TOKENS);
            assertThat(writes.committed).hasValue(0);
            assertThat(writes.threads).containsExactly("patkit-last-used");
        }
    }

    private static SecretProver prover() {
        return SecretProver.builder().hasher(SecretHasher.sha256()).build();
    }

    private StoreVerifier verifier(TokenStore store, SecretProver prover) {
        return new StoreVerifier(
                store,
                prover,
                VerifierOptions.ofDefaults()
                        .format(UsableTokens.FORMAT)
                        .listener(troubles)
                        .lastUsed(Duration.ofMillis(1), Duration.ofDays(1), 1_000));
    }

    @ParameterizedTest
    @EnumSource
    void verificationsAreAcceptedWhileAnotherTransactionHoldsUpTheWrite(TestDatabases database) throws Exception {
        UsableTokens tokens = UsableTokens.in(database.emptyStore(), TOKENS);
        TokenStore store = JdbcTokenStore.unchecked(writes.over(database.dataSource()), database.dialect(), PATIENT);
        try (SecretProver prover = prover();
                Connection blocker = database.dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            StoreVerifier verifier = verifier(store, prover);
            blocker.setAutoCommit(false);
            statement.executeUpdate("UPDATE pat_token SET description = 'locked'");

            tokens.accept(verifier, 0, 1, TOKENS);
            assertThat(writes.begun.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            tokens.accept(verifier, 0, 1, VERIFICATIONS);

            assertThat(writes.committed).hasValue(0);
            blocker.rollback();
            blocker.setAutoCommit(true);
            verifier.close();
            assertThat(writes.threads).containsExactly("patkit-last-used");
            assertThat(troubles.lost).hasValue(0);
            assertThat(tokens.tokens())
                    .allSatisfy(token -> assertThat(
                                    store.find(token.id()).orElseThrow().token().lastUsedAt())
                            .isPresent());
        }
    }
}
