package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A service's transaction in the database of the store, with rows of its own. Closing rolls back. */
final class CallersTransaction implements AutoCloseable {
    private final Connection connection;

    private CallersTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Creates the service's table unless it is there, and deletes its rows. */
    static void createTable(DataSource dataSource) {
        TestDatabases.execute(
                dataSource,
                "CREATE TABLE IF NOT EXISTS service_row (note VARCHAR(100) PRIMARY KEY)",
                "DELETE FROM service_row");
    }

    /** The notes of all committed rows. */
    static List<String> notes(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return notes(connection);
        }
    }

    private static List<String> notes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT note FROM service_row ORDER BY note")) {
            List<String> notes = new ArrayList<>();
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
            return notes;
        }
    }

    /** Begins a transaction on a connection of a pool. */
    static CallersTransaction begin(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return new CallersTransaction(connection);
    }

    /** The connection, to be joined. */
    Connection connection() {
        return connection;
    }

    /** Adds a row of the service. */
    void insert(String note) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO service_row (note) VALUES (?)")) {
            insert.setString(1, note);
            insert.executeUpdate();
        }
    }

    /** Reads the service's rows, which begins a snapshot where the isolation has one. */
    List<String> notes() throws SQLException {
        return notes(connection);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
