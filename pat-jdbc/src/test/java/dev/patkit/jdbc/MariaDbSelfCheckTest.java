package dev.patkit.jdbc;

import static dev.patkit.jdbc.SelfCheckAssertions.assertRefused;
import static dev.patkit.jdbc.SelfCheckAssertions.assertRefusedAsInexact;
import static dev.patkit.jdbc.SelfCheckAssertions.changing;
import static dev.patkit.jdbc.SelfCheckAssertions.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A MariaDB database that would break a promise is refused at start-up. */
final class MariaDbSelfCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"TRANSACTION_READ_UNCOMMITTED"})
    void readingUncommittedRowsIsRefused(String isolation) {
        String url = TestDatabases.MARIADB.newDatabase(UnaryOperator.identity());

        assertRefused(url, config -> config.setTransactionIsolation(isolation), "READ COMMITTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf8mb4 COLLATE utf8mb4_bin",
                "utf8mb4 COLLATE utf8mb4_general_ci",
                "utf8mb4 COLLATE utf8mb4_unicode_nopad_ci",
                "utf8mb4 COLLATE utf8mb4_uca1400_as_cs",
                "utf8mb3 COLLATE utf8mb3_nopad_bin",
                "ascii COLLATE ascii_bin",
                "latin1 COLLATE latin1_nopad_bin"
            })
    void inexactCollationOfMariaDbIsRefused(String collation) {
        assertRefusedAsInexact(
                TestDatabases.MARIADB, script -> script.replace("utf8mb4 COLLATE utf8mb4_nopad_bin", collation));
    }

    @ParameterizedTest
    @CsvSource({
        "pat_token.owner, VARCHAR(255)",
        "pat_token.name, VARCHAR(100)",
        "pat_owner.owner, VARCHAR(255)",
        "pat_audit.owner, VARCHAR(255)"
    })
    void inexactCollationOfOneColumnOfMariaDbIsRefused(String column, String type) {
        assertRefusedAsInexact(
                TestDatabases.MARIADB, changing(column, type, type + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"));
    }

    @ParameterizedTest
    @CsvSource({
        "pat_token.name, VARCHAR(100), VARCHAR(80)",
        "pat_token.secret_hash, VARCHAR(512), VARCHAR(96)",
        "pat_token.expires_at, BIGINT, INTEGER",
        "pat_token.scopes, TEXT, VARCHAR(1000)",
        "pat_audit.actor, VARCHAR(255), VARCHAR(254)",
        "pat_audit.action, VARCHAR(32), VARCHAR(10)",
        "pat_audit.happened_at, BIGINT, INTEGER"
    })
    void columnThatMariaDbWouldCutIsRefused(String column, String from, String to) {
        String url = TestDatabases.MARIADB.newDatabase(changing(column, from, to));

        assertRefused(url + "&sessionVariables=sql_mode=''", RoundTrip.INEXACT);
    }

    @ParameterizedTest
    @CsvSource({"pat_owner, Aria", "pat_token, Aria", "pat_epoch, Aria", "pat_audit, Aria"})
    void engineWithoutTransactionsIsRefusedAndLeftEmpty(String table, String engine) {
        String url = TestDatabases.MARIADB.newDatabase(
                script -> script.replaceFirst("(CREATE TABLE " + table + " [^;]*ENGINE = )InnoDB", "$1" + engine));

        assertRefused(url, "use InnoDB");
        assertThat(count(url, "pat_token") + count(url, "pat_owner") + count(url, "pat_audit"))
                .isZero();
    }

    private static int count(String url, String table) {
        try (HikariDataSource pool = TestDatabases.pool(url);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            return rows.next() ? rows.getInt(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void mariaDbThatIsReadOnlyIsRefused() {
        String url = TestDatabases.MARIADB.newDatabase(UnaryOperator.identity());
        TestDatabases.execute(url, "SET GLOBAL read_only = 1");
        try {
            assertRefused(url, "connect to the primary");
        } finally {
            TestDatabases.execute(url, "SET GLOBAL read_only = 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANSI_QUOTES,NO_BACKSLASH_ESCAPES", "STRICT_ALL_TABLES,PIPES_AS_CONCAT", ""})
    void sqlModeOfMariaDbDoesNotMatter(String mode) {
        String url = TestDatabases.MARIADB.newDatabase(UnaryOperator.identity());

        assertThatCode(() -> open(url + "&sessionVariables=sql_mode='" + mode + "'"))
                .doesNotThrowAnyException();
    }

    @Test
    void serverIsKnownByItsVersionWhateverTheDriverSays() {
        String url = TestDatabases.MARIADB.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url.replace("jdbc:mariadb:", "jdbc:mysql:"))) {
            assertThat(PatSchema.of(pool).location()).endsWith("mariadb");
        }
    }
}
