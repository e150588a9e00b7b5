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
 * Does work on a borrowed connection: one statement in autocommit, or several in a transaction, and again where the
 * database asks for that. What the driver throws becomes an {@link UnavailableException}.
 */
final class JdbcWork {
    private static final int MAX_TRIES = 4;

    private final Connections connections;
    private final Dialect dialect;

    JdbcWork(DataSource dataSource, Dialect dialect, Duration timeout) {
        connections = new Connections(dataSource, dialect, timeout);
        this.dialect = dialect;
    }

    /** Does work of one statement, in autocommit. */
    <T> T run(String operation, Connections.Step<T> step) {
        try {
            return borrow(operation, step);
        } catch (SQLException e) {
            throw failed(operation, e);
        }
    }

    private <T> T borrow(String operation, Connections.Step<T> step) throws SQLException {
        try {
            return connections.borrow(operation, step);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(operation, e);
        }
    }

    /** Does work that may be repeated, and repeats it where the database asked for that. */
    <T> T repeatably(String operation, Connections.Step<T> step) {
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
    <T> T inTransaction(String operation, Connections.Step<T> step) {
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

    /** A failure of the database, its driver or the pool. */
    static UnavailableException failed(String operation, Exception cause) {
        return UnavailableException.store(operation, "the database failed", cause);
    }
}
