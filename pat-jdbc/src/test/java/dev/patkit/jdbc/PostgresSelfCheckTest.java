package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;
import static dev.patkit.jdbc.SelfCheckAssertions.MISSING;
import static dev.patkit.jdbc.SelfCheckAssertions.assertRefused;
import static dev.patkit.jdbc.SelfCheckAssertions.assertRefusedAsInexact;
import static dev.patkit.jdbc.SelfCheckAssertions.changing;
import static dev.patkit.jdbc.SelfCheckAssertions.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL database that would break a promise is refused at start-up. */
final class PostgresSelfCheckTest {
    @ParameterizedTest
    @CsvSource({
        "pat_token.owner, VARCHAR(255), CHAR(255)",
        "pat_token.name, VARCHAR(100), CHAR(100)",
        "pat_owner.owner, VARCHAR(255), CHAR(255)",
        "pat_token.description, VARCHAR(500), VARCHAR(499)",
        "pat_token.scopes, VARCHAR(10400), VARCHAR(255)",
        "pat_token.secret_hash, VARCHAR(512), VARCHAR(96)",
        "pat_token.expires_at, BIGINT, INTEGER",
        "pat_token.secret_check, INTEGER, SMALLINT",
        "pat_audit.owner, VARCHAR(255), CHAR(255)",
        "pat_audit.actor, VARCHAR(255), VARCHAR(254)",
        "pat_audit.action, VARCHAR(32), VARCHAR(10)",
        "pat_audit.happened_at, BIGINT, INTEGER",
        "pat_audit.token_id, BIGINT, INTEGER",
    })
    void inexactColumnOfPostgresIsRefused(String column, String from, String to) {
        assertRefusedAsInexact(TestDatabases.POSTGRESQL, changing(column, from, to));
    }

    @Test
    void postgresThatIsReadOnlyIsRefused() {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());
        TestDatabases.execute(
                url,
                "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database()"
                        + " || ' SET default_transaction_read_only = on'; END $$");

        assertRefused(url, "connect to the primary");
    }

    @Test
    void postgresThatCannotHoldUnicodeIsRefused() {
        String name = "patkit_latin1";
        TestDatabases.execute(
                PostgresServer.url("postgres"),
                "CREATE DATABASE " + name + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        String url = PostgresServer.url(name);
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            PatSchema.of(pool).createTablesIfMissing();
        }

        assertRefused(url, MISSING);
    }

    @Test
    void userThatMayNotWriteIsRefused() {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());
        TestDatabases.execute(
                url, "CREATE ROLE reader LOGIN", "GRANT SELECT, INSERT ON pat_token, pat_owner TO reader");

        assertRefused(url.replace("user=postgres", "user=reader"), "may not write");
    }

    @Test
    void userWithTheRightsThatTheReadmeListsStartsAndDoesEverything() {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());
        TestDatabases.execute(
                url,
                "CREATE ROLE least LOGIN",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON pat_token TO least",
                "GRANT SELECT, INSERT, UPDATE ON pat_owner TO least",
                "GRANT SELECT, INSERT ON pat_audit TO least",
                "GRANT SELECT, UPDATE ON pat_epoch TO least");
        TestTokens tokens = TestTokens.seeded(16);
        StoredToken row = tokens.row(tokens.token("alice"));
        TokenId id = row.token().id();

        try (HikariDataSource pool = TestDatabases.pool(url.replace("user=postgres", "user=least"))) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);
            store.apply(Change.issue(row, "test"));
            store.apply(Change.suspend("alice", NOW, "test"));
            store.apply(Change.reinstate("alice", NOW, "test"));
            store.recordUses(List.of(new TokenUse(id, NOW, null)));
            store.apply(Change.revoke("alice", id, NOW, "test"));

            assertThat(store.find(id)).isPresent();
            assertThat(store.list(TokenQuery.ownedBy("alice").includingRevoked())
                            .tokens())
                    .hasSize(1);
            assertThat(store.events("alice", 10)).hasSize(4);
            assertThat(store.epochs()).isNotNull();
            assertThat(store.purge(NOW.plusMillis(1), 10)).isEqualTo(1);
        }
    }

    @Test
    void quotingStyleOfPostgresDoesNotMatter() {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());

        assertThatCode(() -> open(url + "&options=-c%20standard_conforming_strings=off"))
                .doesNotThrowAnyException();
    }

    @Test
    void standbyIsRefused() throws IOException {
        File folder = TestDatabases.newFile().toFile();
        try (EmbeddedPostgres primary = server(folder)) {
            try (HikariDataSource pool = TestDatabases.pool(url(primary))) {
                PatSchema.of(pool).createTablesIfMissing();
            }
        }
        Files.createFile(folder.toPath().resolve("standby.signal"));

        try (EmbeddedPostgres standby = server(folder)) {
            assertRefused(url(standby), "this is a standby");
        }
    }

    private static String url(EmbeddedPostgres server) {
        return PostgresServer.url(server.getPort(), "postgres");
    }

    private static EmbeddedPostgres server(File folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }
}
