package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between databases: the schema, settings that must be checked, error codes, arrays. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable
enum Dialect {
    H2("H2", "h2", false, SessionSetting.H2),
    SQLITE("SQLite", "sqlite", false, SessionSetting.SQLITE),
    POSTGRESQL("PostgreSQL", "postgresql", true, SessionSetting.POSTGRESQL),
    MARIADB("MariaDB", "mariadb", true, SessionSetting.MARIADB),
    MYSQL("MySQL", "mysql", true, SessionSetting.MYSQL);

    /** A conflict, a deadlock, a lock waited for in vain, and a transaction whose process was stopped for a while. */
    private static final Set<String> POSTGRESQL_ASKS = Set.of("40001", "40P01", "55P03", "25P03");

    /** A newer row, a lock waited for in vain, and a deadlock. */
    private static final Set<Integer> MYSQL_ASKS = Set.of(1020, 1205, 1213);

    private final String product;
    private final String folder;
    private final boolean acrossNetwork;
    private final List<SessionSetting> settings;

    Dialect(String product, String folder, boolean acrossNetwork, List<SessionSetting> settings) {
        this.product = product;
        this.folder = folder;
        this.acrossNetwork = acrossNetwork;
        this.settings = settings;
    }

    /** The dialect of a connection's database. The drivers of MySQL and MariaDB each reach both, so those are asked. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        Dialect named = Arrays.stream(values())
                .filter(dialect -> dialect.product.equals(product))
                .findFirst()
                .orElseThrow(() -> UnavailableException.store(
                        "start-up",
                        "the database " + product + " is not one of H2, SQLite, PostgreSQL, MariaDB and MySQL",
                        null));
        return named == MYSQL || named == MARIADB ? ofVersion(connection) : named;
    }

    private static Dialect ofVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT VERSION()")) {
            return version.next() && version.getString(1).contains("MariaDB") ? MARIADB : MYSQL;
        }
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

    /** Whether a transaction by default keeps its first snapshot, which hides a newer row that is in the way. */
    boolean keepsSnapshot() {
        return this == MARIADB || this == MYSQL;
    }

    /** Whether an UPDATE under this isolation leaves out rows that were committed since the transaction began. */
    boolean hidesNewerRows(int isolation) {
        return (this == POSTGRESQL || this == H2) && isolation > Connection.TRANSACTION_READ_COMMITTED;
    }

    /** What differs in how transactions of ours begin and end. */
    TransactionSettings transactions() {
        return switch (this) {
            case H2, SQLITE -> TransactionSettings.NONE;
            case POSTGRESQL -> TransactionSettings.POSTGRESQL;
            case MARIADB, MYSQL -> TransactionSettings.MYSQL;
        };
    }

    /** Whether a connection may lead to a server that takes no writes. */
    boolean hasReplicas() {
        return this != H2 && this != SQLITE;
    }

    /** An expression that is true on a server which takes no writes. */
    String replicaTest() {
        return switch (this) {
            case H2, SQLITE -> "0";
            case POSTGRESQL -> "pg_is_in_recovery()";
            case MARIADB, MYSQL ->
                "(CAST(@@global.read_only AS CHAR) NOT IN ('0', 'OFF') OR @@global.innodb_read_only <> 0)";
        };
    }

    List<SessionSetting> settings() {
        return settings;
    }

    /** Whether the database gave up for the sake of another transaction, and the work may simply be done again. */
    boolean asksToRepeat(SQLException e) {
        String state = e.getSQLState();
        return switch (this) {
            case SQLITE -> (e.getErrorCode() & 0xFF) == 5 || (e.getErrorCode() & 0xFF) == 6;
            case H2 -> e.getErrorCode() == 90131 || "40001".equals(state);
            case POSTGRESQL -> POSTGRESQL_ASKS.contains(Objects.requireNonNullElse(state, ""));
            case MARIADB, MYSQL -> MYSQL_ASKS.contains(e.getErrorCode()) || "40001".equals(state);
        };
    }

    /** Whether a connection was lost, not only missed: what was not committed by then was not done. */
    static boolean lostConnection(SQLException e) {
        if (e instanceof SQLTransientConnectionException) {
            return false; // a pool that has waited in vain
        }
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether a constraint refused a row: a unique one, a check or a foreign key, ours or somebody else's. */
    boolean isConstraintViolation(SQLException e) {
        String state = e.getSQLState();
        return switch (this) {
            case SQLITE -> (e.getErrorCode() & 0xFF) == 19;
            // A check's violation has no SQLSTATE of its own.
            case MYSQL -> e.getErrorCode() == 3819 || isClass23(state);
            case H2, POSTGRESQL, MARIADB -> isClass23(state);
        };
    }

    private static boolean isClass23(@Nullable String state) {
        return state != null && state.startsWith("23");
    }
}
