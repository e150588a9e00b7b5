package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection for one piece of work. A statement that the database does not answer in time is cancelled. */
final class Session {
    /** The SQLSTATE of a transaction of which nobody knows whether it was committed. */
    private static final String UNKNOWN = "40003";

    private final Connection connection;
    private final @Nullable Borrower borrower;

    Session(Connection connection, @Nullable Borrower borrower) {
        this.connection = connection;
        this.borrower = borrower;
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        if (borrower != null) {
            borrower.runs(statement);
        }
        return statement;
    }

    PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql);
        try {
            bind(statement, values);
            return statement;
        } catch (Throwable e) {
            statement.close();
            throw e;
        }
    }

    /** Binds the values by position; null where there is none. */
    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    boolean exists(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** Reads a column of numbers. */
    List<Long> ids(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Executes a statement for each of several lists of values, in one round trip where the driver can. */
    void updateEach(String sql, List<List<Object>> values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            for (List<Object> one : values) {
                bind(statement, one.toArray());
                statement.addBatch();
            }
            UniqueInserts.requireAllStored(statement.executeBatch());
        }
    }

    void execute(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
        }
    }

    /**
     * Commits. A commit is never cancelled: it might be told as done before all replicas have it that are to have it.
     * Nor is one repeated whose connection was lost, because it may have been done.
     */
    void commit() throws SQLException {
        if (borrower != null && !borrower.finish()) {
            throw new SQLTimeoutException("cancelled before the commit");
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Dialect.lostConnection(e) ? new SQLException("the outcome of the commit is unknown", UNKNOWN, e) : e;
        }
    }
}
