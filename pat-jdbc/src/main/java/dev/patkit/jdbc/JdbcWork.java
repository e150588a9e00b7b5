package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Borrows a connection of its own, does one piece of work, and returns it as it was. A connection that comes with autocommit
 * off may be inside somebody's transaction: it is not touched. What the driver throws becomes a {@link
 * UnavailableException}.
 */
final class JdbcWork {
    private static final int MAX_TRIES = 4;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final int timeoutMillis;

    JdbcWork(DataSource dataSource, Dialect dialect, Duration timeout) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** What is done with a connection. */
    interface Step<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does work of one statement, in autocommit. */
    <T> T run(String operation, Step<T> step) {
        try {
            return borrow(operation, step);
        } catch (SQLException e) {
            throw failed(operation, e);
        }
    }

    /** Does work that may be repeated, and repeats it where the database asked for that. */
    <T> T repeatably(String operation, Step<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return borrow(operation, step);
            } catch (SQLException e) {
                if (attempt == MAX_TRIES || !dialect.asksToRepeat(e)) {
                    throw failed(operation, e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(1, 10L * attempt)));
            }
        }
    }

    /** Does work of several statements as one transaction, which may be repeated. */
    <T> T inTransaction(String operation, Step<T> step) {
        return repeatably(operation, connection -> {
            connection.setAutoCommit(false);
            T result;
            try {
                result = step.with(connection);
                connection.commit();
            } catch (Throwable e) {
                undo(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
            return result;
        });
    }

    /** Rolls back. Where that fails, autocommit stays off, because switching it on would commit. */
    static void undo(Connection connection, Throwable reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private <T> T borrow(String operation, Step<T> step) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                throw UnavailableException.store(
                        operation,
                        "the DataSource handed out a connection with autocommit off, which may be inside a transaction"
                                + " where a revoked token is still live; give PatKit the connection pool itself, with"
                                + " autocommit on, and use joining(connection) for changes in your own transaction",
                        null);
            }
            return dialect.isAcrossNetwork() ? withTimeout(connection, step) : step.with(connection);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(operation, e);
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

    /** A failure of the database, its driver or the pool. */
    static UnavailableException failed(String operation, Exception cause) {
        return UnavailableException.store(operation, "the database failed", cause);
    }
}
