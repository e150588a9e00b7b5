package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** What differs between databases, which is little: the schema, the settings that would break a promise, who waits, arrays. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
enum Dialect {
    H2(
            "H2",
            "h2",
            false,
            new Setting(
                    "SELECT CASE WHEN DATABASE_PATH() IS NULL THEN 0 ELSE (SELECT MAX(CAST(SETTING_VALUE AS INTEGER))"
                            + " FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY') END",
                    "0",
                    "an H2 file forgets acknowledged writes when the process is killed; add ;WRITE_DELAY=0 to its URL"),
            new Setting("SELECT READONLY()", "FALSE", "the database is read-only; open it for writing")),

    SQLITE(
            "SQLite",
            "sqlite",
            false,
            new Setting(
                    "SELECT timeout = 0 FROM pragma_busy_timeout",
                    "0",
                    "a second writer fails at once; add busy_timeout=5000 to the URL"),
            new Setting(
                    "SELECT (SELECT journal_mode FROM pragma_journal_mode) <> 'wal'"
                            + " AND (SELECT file FROM pragma_database_list WHERE name = 'main') <> ''",
                    "0",
                    "a reader would stop writers, or a killed process damage the file; add journal_mode=WAL to the URL"),
            new Setting(
                    "SELECT synchronous = 0 FROM pragma_synchronous",
                    "0",
                    "a power failure would damage the file; set synchronous to NORMAL or more")),

    POSTGRESQL(
            "PostgreSQL",
            "postgresql",
            true,
            new Setting(
                    "SELECT pg_is_in_recovery()",
                    "f",
                    "this is a standby, where a revoked token is still live for a while; connect to the primary"),
            new Setting("SHOW transaction_read_only", "off", "the session is read-only; connect to the primary")),

    MARIADB(
            "MariaDB",
            "mariadb",
            true,
            new Setting(
                    "SELECT CAST(@@global.read_only AS CHAR) IN ('0', 'OFF') AND @@global.innodb_read_only = 0",
                    "1",
                    "the server is read-only; connect to the primary"),
            new Setting(
                    "SELECT COUNT(*) FROM information_schema.session_variables galera"
                            + " JOIN information_schema.session_variables wait ON wait.variable_name = 'WSREP_SYNC_WAIT'"
                            + " WHERE galera.variable_name = 'WSREP_ON' AND galera.variable_value = 'ON'"
                            + " AND wait.variable_value & 1 = 0",
                    "0",
                    "a Galera node may not have seen a revocation yet; set wsrep_sync_wait=1")),

    MYSQL(
            "MySQL",
            "mysql",
            true,
            new Setting(
                    "SELECT CAST(@@global.read_only AS CHAR) IN ('0', 'OFF') AND @@global.innodb_read_only = 0",
                    "1",
                    "the server is read-only; connect to the primary"));

    /** A query whose one value must be as expected, and what to do where it is not. */
    record Setting(String query, String expected, String cure) {}

    private final String product;
    private final String folder;
    private final boolean acrossNetwork;
    private final List<Setting> settings;

    Dialect(String product, String folder, boolean acrossNetwork, Setting... settings) {
        this.product = product;
        this.folder = folder;
        this.acrossNetwork = acrossNetwork;
        this.settings = List.of(settings);
    }

    /** The dialect of a connection's database, by the name that its driver gives. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equals(product))
                .findFirst()
                .orElseThrow(() -> UnavailableException.store(
                        "start-up",
                        "the database " + product + " is not one of H2, SQLite, PostgreSQL, MariaDB and MySQL",
                        null));
    }

    /** Where the database's schema scripts are, on the class path. */
    String schemaLocation() {
        return "dev/patkit/jdbc/schema/" + folder;
    }

    /** Whether a database that is silent may be beyond a broken network. */
    boolean isAcrossNetwork() {
        return acrossNetwork;
    }

    /** Whether a statement can be given the values of many rows as arrays. */
    boolean takesArrays() {
        return this == POSTGRESQL;
    }

    List<Setting> settings() {
        return settings;
    }

    /** Whether the database gave up for the sake of another transaction, and the work may simply be done again. */
    boolean asksToRepeat(SQLException e) {
        String state = e.getSQLState();
        return switch (this) {
            case SQLITE -> (e.getErrorCode() & 0xFF) == 5 || (e.getErrorCode() & 0xFF) == 6;
            case H2 -> e.getErrorCode() == 90131 || "40001".equals(state);
            case POSTGRESQL -> "40001".equals(state) || "40P01".equals(state);
            case MARIADB, MYSQL -> e.getErrorCode() == 1020 || "40001".equals(state);
        };
    }

    /** Whether a statement broke a unique constraint. */
    boolean isDuplicate(SQLException e) {
        String state = e.getSQLState();
        return this == SQLITE ? (e.getErrorCode() & 0xFF) == 19 : state != null && state.startsWith("23");
    }
}
