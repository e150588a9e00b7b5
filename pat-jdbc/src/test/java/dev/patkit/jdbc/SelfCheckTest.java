package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.fault.TokenStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would break a promise is refused at start-up, and the message names the cure. */
final class SelfCheckTest {
    private static final String MISSING = "run the scripts in dev/patkit/jdbc/schema/";

    @ParameterizedTest
    @EnumSource
    void databaseWithTheShippedTablesIsAccepted(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());

        assertThatCode(() -> open(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void checkLeavesNothingBehind(TestDatabases database) throws SQLException {
        JdbcTokenStore unused = database.emptyStore();

        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT (SELECT COUNT(*) FROM pat_token) + (SELECT COUNT(*) FROM pat_suspended_owner)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingTablesAreRefused(TestDatabases database) {
        String url = database.newDatabase();

        assertRefused(url, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void missingColumnIsRefused(TestDatabases database) {
        String url = database.newDatabase(script -> script.replaceAll("(?m)^ *secret_check .*\n", ""));

        assertRefused(url, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void missingUniqueNameIsRefused(TestDatabases database) {
        String url = database.newDatabase(
                script -> script.replaceAll(",\\s*CONSTRAINT pat_token_live_name UNIQUE \\(owner, name, live\\)", ""));

        assertRefused(url, "UNIQUE (owner, name, live)");
    }

    @ParameterizedTest
    @EnumSource
    void autocommitOffIsRefused(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());

        assertRefused(url, config -> config.setAutoCommit(false), "with autocommit on");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"}) // the drivers of the others cannot make a connection read-only
    void readOnlyConnectionIsRefused(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());

        assertRefused(url, config -> config.setReadOnly(true), "read-only");
    }

    @Test
    void unknownDatabaseIsRefusedNamingTheKnownOnes() {
        JdbcCalls renamed = call -> call.is("getDatabaseProductName") ? "Mystery" : call.proceed();
        DataSource dataSource = renamed.over(TestDatabases.H2.dataSource());

        assertThatThrownBy(() -> JdbcTokenStore.on(dataSource))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("Mystery is not one of H2, SQLite, PostgreSQL, MariaDB and MySQL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRANSACTION_READ_UNCOMMITTED"})
    void readingUncommittedRowsIsRefused(String isolation) {
        String url = TestDatabases.MARIADB.newDatabase(UnaryOperator.identity());

        assertRefused(url, config -> config.setTransactionIsolation(isolation), "READ COMMITTED");
    }

    /** Changes one column of one table, given as {@code table.column}. */
    private static UnaryOperator<String> changing(String column, String from, String to) {
        List<String> names = List.of(column.split("\\.", 2));
        return script -> {
            Matcher matcher = Pattern.compile("(CREATE TABLE " + names.get(0) + " [^;]*?\n *" + names.get(1) + " +)"
                            + Pattern.quote(from))
                    .matcher(script);
            assertThat(matcher.find()).isTrue();
            return matcher.replaceFirst("$1" + Matcher.quoteReplacement(to));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "pat_token.owner, VARCHAR(510), VARCHAR_IGNORECASE(510)",
        "pat_token.name, VARCHAR(200), VARCHAR_IGNORECASE(200)",
        "pat_suspended_owner.owner, VARCHAR(510), VARCHAR_IGNORECASE(510)",
        "pat_token.name, VARCHAR(200), CHAR(200)",
        "pat_token.description, VARCHAR(1000), VARCHAR(500)",
        "pat_token.created_at, BIGINT, DOUBLE PRECISION",
    })
    void inexactColumnOfH2IsRefused(String column, String from, String to) {
        assertRefusedAsInexact(TestDatabases.H2, changing(column, from, to));
    }

    private static void assertRefusedAsInexact(TestDatabases database, UnaryOperator<String> change) {
        assertThatThrownBy(() -> open(database.newDatabase(change)))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageMatching(".*(" + TrialRows.INEXACT + "|" + MISSING + ").*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat_token.owner", "pat_token.name", "pat_suspended_owner.owner"})
    void collateNocaseOfSqliteIsRefused(String column) {
        String url = TestDatabases.SQLITE.newDatabase(changing(column, "TEXT", "TEXT COLLATE NOCASE"));

        assertRefused(url, TrialRows.INEXACT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat_token.owner", "pat_token.name", "pat_suspended_owner.owner"})
    void collateRtrimOfSqliteIsRefused(String column) {
        String url = TestDatabases.SQLITE.newDatabase(changing(column, "TEXT", "TEXT COLLATE RTRIM"));

        assertRefused(url, TrialRows.INEXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "pat_token.owner, VARCHAR(255), CHAR(255)",
        "pat_token.name, VARCHAR(100), CHAR(100)",
        "pat_suspended_owner.owner, VARCHAR(255), CHAR(255)",
        "pat_token.description, VARCHAR(500), VARCHAR(499)",
        "pat_token.scopes, VARCHAR(10400), VARCHAR(255)",
        "pat_token.secret_hash, VARCHAR(512), VARCHAR(96)",
        "pat_token.expires_at, BIGINT, INTEGER",
        "pat_token.secret_check, INTEGER, SMALLINT",
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
                url, "CREATE ROLE reader LOGIN", "GRANT SELECT, INSERT ON pat_token, pat_suspended_owner TO reader");

        assertRefused(url.replace("user=postgres", "user=reader"), "may not write");
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
        "pat_suspended_owner.owner, VARCHAR(255)"
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
        "pat_token.scopes, TEXT, VARCHAR(1000)"
    })
    void columnThatMariaDbWouldCutIsRefused(String column, String from, String to) {
        String url = TestDatabases.MARIADB.newDatabase(changing(column, from, to));

        assertRefused(url + "&sessionVariables=sql_mode=''", TrialRows.INEXACT);
    }

    @ParameterizedTest
    @CsvSource({"pat_suspended_owner, Aria", "pat_token, Aria"})
    void engineWithoutTransactionsIsRefusedAndLeftEmpty(String table, String engine) {
        String url = TestDatabases.MARIADB.newDatabase(
                script -> script.replaceFirst("(CREATE TABLE " + table + " [^;]*ENGINE = )InnoDB", "$1" + engine));

        assertRefused(url, "use InnoDB");
        assertThat(count(url, "pat_token") + count(url, "pat_suspended_owner")).isZero();
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
    void quotingStyleOfPostgresDoesNotMatter() {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());

        assertThatCode(() -> open(url + "&options=-c%20standard_conforming_strings=off"))
                .doesNotThrowAnyException();
    }

    @Test
    void fileOfH2ThatDelaysWritesIsRefused() {
        String url = "jdbc:h2:file:" + TestDatabases.newFile();

        assertRefused(url, "add ;WRITE_DELAY=0 to its URL");
    }

    @Test
    void fileOfH2ThatWritesAtOnceIsAccepted() {
        String url = "jdbc:h2:file:" + TestDatabases.newFile() + ";WRITE_DELAY=0";

        assertThatCode(() -> openWithTables(url)).doesNotThrowAnyException();
    }

    @Test
    void fileOfH2ThatIsOpenedReadOnlyIsRefused() {
        String url = "jdbc:h2:file:" + TestDatabases.newFile() + ";WRITE_DELAY=0";
        openWithTables(url);

        assertRefused(url + ";ACCESS_MODE_DATA=r", "read-only");
    }

    @ParameterizedTest
    @CsvSource({
        "?busy_timeout=5000, add journal_mode=WAL to the URL",
        "?journal_mode=OFF&busy_timeout=5000, add journal_mode=WAL to the URL",
        "?journal_mode=WAL&busy_timeout=0, add busy_timeout=5000 to the URL",
        "?journal_mode=WAL&busy_timeout=5000&synchronous=OFF, set synchronous to NORMAL or more",
    })
    void unsafeSettingOfSqliteIsRefused(String settings, String cure) {
        String url = "jdbc:sqlite:" + TestDatabases.newFile() + settings;

        assertRefused(url, cure);
    }

    @Test
    void fileOfSqliteThatIsOpenedReadOnlyIsRefused() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());

        assertRefused(url + "&open_mode=1", config -> config.setReadOnly(true), "read-only");
    }

    private static void assertRefused(String url, String cure) {
        assertRefused(url, config -> {}, cure);
    }

    private static void assertRefused(String url, Consumer<HikariConfig> settings, String cure) {
        try (HikariDataSource pool = TestDatabases.pool(url, settings)) {
            assertThatThrownBy(() -> JdbcTokenStore.on(pool))
                    .isInstanceOf(TokenStoreException.class)
                    .hasMessageContaining(cure)
                    .extracting(trouble -> ((TokenStoreException) trouble).operation())
                    .isEqualTo("start-up");
        }
    }

    private static void open(String url) {
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            JdbcTokenStore unused = JdbcTokenStore.on(pool);
        }
    }

    private static void openWithTables(String url) {
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            JdbcTokenStore unused =
                    JdbcTokenStore.builder(pool).createTablesIfMissing().build();
        }
    }
}
