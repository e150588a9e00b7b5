package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server behind a pool may change after the start: to a standby, or to one that takes no writes any more. */
@Tag("R-1")
final class ReplicaAnswersAreRefusedTest {
    private final TestTokens tokens = TestTokens.seeded(7);

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void answersOfAServerThatBecameReadOnlyAreRefusedUntilItTakesWritesAgain(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            List<JdbcTokenStore> stores = storesOn(pool);
            StoredToken row = tokens.row(tokens.token("alice"));
            stores.get(0).apply(Change.issue(row, "test"));

            TestDatabases.execute(url, "SET GLOBAL read_only = 1");
            try {
                stores.forEach(
                        store -> assertEveryAnswerIsRefused(store, row.token().id()));
            } finally {
                TestDatabases.execute(url, "SET GLOBAL read_only = 0");
            }

            stores.forEach(store -> assertAnswers(store, row.token().id()));
        }
    }

    private static List<JdbcTokenStore> storesOn(DataSource pool) {
        return List.of(
                JdbcTokenStore.on(pool),
                JdbcTokenStore.builder(pool).shareReads(1).build());
    }

    private void assertEveryAnswerIsRefused(JdbcTokenStore store, TokenId known) {
        TokenId unknown = tokens.token("alice").id();
        List<ThrowingCallable> reads = List.of(() -> store.find(known), () -> store.find(unknown), store::epochs);
        assertThat(reads)
                .allSatisfy(read ->
                        assertThatThrownBy(read).is(unavailable(Kind.STORE)).hasMessageContaining("takes no writes"));
    }

    private void assertAnswers(JdbcTokenStore store, TokenId known) {
        assertThat(store.find(known)).isPresent();
        assertThat(store.find(tokens.token("alice").id())).isEmpty();
        assertThat(store.epochs()).isNotNull();
    }

    @Test
    void answersOfAStandbyAreRefusedUntilItIsPromoted(@TempDir Path folder) throws IOException {
        File data = folder.resolve("data").toFile();
        StoredToken row = tokens.row(tokens.token("alice"));
        MovingDataSource moving = new MovingDataSource("");
        List<JdbcTokenStore> stores;
        try (EmbeddedPostgres primary = server(data)) {
            moving.moveTo(PostgresServer.url(primary.getPort(), "postgres"));
            PatSchema.of(moving).createTablesIfMissing();
            stores = storesOn(moving);
            stores.get(0).apply(Change.issue(row, "test"));
            stores.forEach(store -> assertAnswers(store, row.token().id()));
        }
        Files.createFile(data.toPath().resolve("standby.signal"));

        try (EmbeddedPostgres standby = server(data)) {
            String url = PostgresServer.url(standby.getPort(), "postgres");
            moving.moveTo(url);
            stores.forEach(
                    store -> assertEveryAnswerIsRefused(store, row.token().id()));

            TestDatabases.execute(url, "SELECT pg_promote()");

            stores.forEach(store -> assertAnswers(store, row.token().id()));
        }
    }

    private static EmbeddedPostgres server(File folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }
}
