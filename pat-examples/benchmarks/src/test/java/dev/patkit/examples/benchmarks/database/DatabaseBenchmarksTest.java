package dev.patkit.examples.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.examples.benchmarks.database.StrictVerifyBenchmark.LastUsed;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the benchmarks measure what they say, on a hundred tokens. How fast it is, no test can say. */
class DatabaseBenchmarksTest extends OnPostgres {
    private static final int ROWS = 100;
    private static final TokenRows TOKENS = new TokenRows(ROWS);
    private static final KnownTokens.Turn TURN = new KnownTokens.Turn();

    @Test
    void allRowsAreReadBackThroughTheStore() throws SQLException {
        try (HikariDataSource pool = Databases.pool(Databases.url(TOKENS.database()))) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);

            List<StoredToken> rows = IntStream.rangeClosed(1, ROWS)
                    .mapToObj(number -> store.find(TokenRows.idOf(number)).orElseThrow())
                    .toList();

            assertThat(rows).allSatisfy(row -> {
                assertThat(row.token().scopes().names()).containsExactly("catalog:read", "repository:write");
                assertThat(row.hash().phc()).startsWith("$argon2id$").hasSize(97);
                assertThat(row.ownerSuspended()).isFalse();
            });
            assertThat(rows.stream().filter(row -> row.token().expiresAt().isPresent()))
                    .hasSize(ROWS / 2);
            assertThat(rows.stream().map(row -> row.token().owner()).distinct()).hasSize(ROWS / 10);
            assertThat(ask(TOKENS.database(), "SELECT count(*) FROM pat_token")).isEqualTo("" + ROWS);
        }
    }

    @Test
    void aServiceAcceptsTheGoodTokenAndRefusesAForgedOneColdAndWarm() throws SQLException {
        String good = TokenRows.textOf(7);
        String forged = TokenRows.forgedTextOf(7);
        KnownTokens all = KnownTokens.spread(ROWS, ROWS);
        try (HikariDataSource pool = Databases.pool(Databases.url(TOKENS.database()));
                VerifyingService cold = VerifyingService.cold(JdbcTokenStore.on(pool));
                VerifyingService warm =
                        VerifyingService.warm(JdbcTokenStore.on(pool), all, VerifyingService.NO_LAST_USED)) {
            for (VerifyingService service : List.of(cold, warm)) {
                assertThat(service.accept(good).token().id()).isEqualTo(TokenRows.idOf(7));
                assertThat(service.verify(forged))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_SECRET));
                assertThatIllegalStateException()
                        .isThrownBy(() -> service.accept(forged))
                        .withMessageContaining("WRONG_SECRET");
            }
        }
    }

    @Test
    void theBareReadIsTheStatementOfTheStore() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Databases.url(TOKENS.database()));
        config.setMaximumPoolSize(1);
        try (HikariDataSource one = new HikariDataSource(config)) {
            JdbcTokenStore store = JdbcTokenStore.on(one);
            IntStream.rangeClosed(1, 10).forEach(number -> store.find(TokenRows.idOf(number)));

            try (Connection connection = one.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet prepared = statement.executeQuery(
                            "SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%pg_is_in_recovery() FROM pat_token%'")) {
                assertThat(prepared.next()).isTrue();
                assertThat(prepared.getString(1)).isEqualTo(BareReads.FIND.replace("?", "$1"));
            }
        }
    }

    @Test
    void bareReadsFindTheirRowAndFailWhereThereIsNone() throws SQLException {
        SelectBenchmark benchmark = new SelectBenchmark();
        benchmark.rows = ROWS;
        benchmark.known = ROWS;
        benchmark.open();

        assertThat(benchmark.rowAsTheStoreReadsIt(TURN)).isNotZero();
        assertThat(benchmark.rowAlone(TURN)).isNotZero();
        assertThat(benchmark.selectOne()).isEqualTo(1);
        benchmark.close();

        try (HikariDataSource pool = Databases.pool(Databases.url(TOKENS.database()))) {
            assertThatIllegalStateException().isThrownBy(() -> new BareReads(pool).plain(new TokenId(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStrictVerifyAcceptsAndKeepsLastUsedTimesAsChosen(LastUsed lastUsed) throws SQLException {
        String written = TOKENS.writableDatabase();
        String newest = "SELECT max(last_used_at) FROM pat_token";
        long before = Long.parseLong(ask(written, newest));
        StrictVerifyBenchmark benchmark = new StrictVerifyBenchmark();
        benchmark.rows = ROWS;
        benchmark.known = ROWS;
        benchmark.lastUsed = lastUsed;
        benchmark.open();

        Accepted accepted = benchmark.accepted(TURN);
        benchmark.close();

        assertThat(accepted.token().scopes().names()).contains("catalog:read");
        assertThat(Long.parseLong(ask(written, newest)) > before).isEqualTo(lastUsed != LastUsed.OFF);
        assertThat(Long.parseLong(ask(TOKENS.database(), newest)))
                .isLessThan(System.currentTimeMillis() - Duration.ofMinutes(2).toMillis());
    }

    @Test
    void verifiesAndReadsOfAGrowingDatabaseFindTheirRows() throws SQLException {
        GrowthBenchmark benchmark = new GrowthBenchmark();
        benchmark.rows = ROWS;
        benchmark.open();

        assertThat(benchmark.accepted(TURN).token().name()).isNotEmpty();
        assertThat(benchmark.rowAlone(TURN)).isNotZero();
        benchmark.close();
    }

    @Test
    void theRecipeAcceptsItsTokensAndUpdatesEachAtOnce() throws SQLException {
        RecipeBenchmark benchmark = new RecipeBenchmark();
        benchmark.rows = ROWS;
        benchmark.known = ROWS;
        benchmark.open();
        String database = new RecipeRows(ROWS).database();
        String used = "SELECT count(*) FROM personal_access_tokens WHERE last_used_at IS NOT NULL";
        assertThat(ask(database, used)).isEqualTo("0");

        assertThat(benchmark.accepted(TURN)).startsWith("User ");
        assertThat(ask(database, used)).isEqualTo("1");
        benchmark.close();
    }

    @Test
    void theRecipeRefusesWhatItDoesNotKnowAndWhatHasExpired() throws SQLException {
        String database = new RecipeRows(10).database();
        try (HikariDataSource pool = Databases.pool(Databases.url(database))) {
            Recipe recipe = new Recipe(pool);
            assertThat(recipe.userOf(RecipeRows.textOf(4))).contains("User 1");
            assertThat(recipe.userOf(RecipeRows.textOf(11))).isEmpty();

            try (Connection connection = pool.getConnection()) {
                Databases.execute(
                        connection,
                        "UPDATE personal_access_tokens SET expires_at = created_at - interval '1 minute' WHERE id = 4");
            }
            assertThat(recipe.userOf(RecipeRows.textOf(4))).isEmpty();
        }
    }
}
