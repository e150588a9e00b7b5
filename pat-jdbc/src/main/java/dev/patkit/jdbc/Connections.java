package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Borrows a connection for one piece of work, bounds how long the database may be silent, and returns the connection as
 * it was. A connection that comes with autocommit off may be inside somebody's transaction: it is refused and not
 * touched.
 */
final class Connections {
    private static final String IN_TRANSACTION =
            "the DataSource handed out a connection with autocommit off, which may be inside a transaction where a"
                    + " revoked token is still live; give PatKit the connection pool itself, with autocommit on, and"
                    + " use joining(connection) for changes in your own transaction";

    private final DataSource dataSource;
    private final boolean bounded;
    private final int timeoutMillis;

    Connections(DataSource dataSource, Dialect dialect, Duration timeout) {
        this.dataSource = dataSource;
        bounded = dialect.isAcrossNetwork();
        timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** What is done with a connection. */
    interface Step<T> {
        T with(Connection connection) throws SQLException;
    }

    <T> T borrow(String operation, Step<T> step) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                throw UnavailableException.store(operation, IN_TRANSACTION, null);
            }
            return bounded ? withTimeout(connection, step) : step.with(connection);
        }
    }

    private <T> T withTimeout(Connection connection, Step<T> step) throws SQLException {
        int before = connection.getNetworkTimeout();
        if (before > 0 && before <= timeoutMillis) {
            return step.with(connection);
        }
        connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        T result;
        try {
            result = step.with(connection);
        } catch (Throwable e) {
            restoreTimeout(connection, before, e);
            throw e;
        }
        connection.setNetworkTimeout(Runnable::run, before);
        return result;
    }

    private static void restoreTimeout(Connection connection, int before, Throwable reason) {
        try {
            connection.setNetworkTimeout(Runnable::run, before);
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
