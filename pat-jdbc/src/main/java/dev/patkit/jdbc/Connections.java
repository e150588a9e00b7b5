package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Borrows a connection for one piece of work, bounds how long its pool and its database may be silent, and returns the
 * connection as it was. A connection that comes with autocommit off may be inside somebody's transaction: it is refused
 * and not touched, unless the transaction is one of ours that could not be rolled back before. What was done stays done
 * where only the clearing up fails. Thread-safe.
 */
final class Connections {
    private final DataSource dataSource;
    private final boolean bounded;
    private final int timeoutMillis;
    private final BorrowWatch watch;
    private final TransactionEnds ends;

    Connections(DataSource dataSource, Dialect dialect, Duration timeout, TransactionEnds ends) {
        this.dataSource = dataSource;
        bounded = dialect.isAcrossNetwork();
        timeoutMillis = Math.toIntExact(timeout.toMillis());
        watch = new BorrowWatch(dataSource, timeout);
        this.ends = ends;
    }

    /** What is done with a connection. */
    interface Step<T> {
        T with(Session session) throws SQLException;
    }

    <T> T borrow(String operation, Step<T> step) throws SQLException {
        if (!bounded) {
            return use(operation, dataSource.getConnection(), null, step);
        }
        Borrower borrower = watch.enter();
        return use(operation, watch.connect(operation, borrower), borrower, step);
    }

    private <T> T use(String operation, Connection connection, @Nullable Borrower borrower, Step<T> step)
            throws SQLException {
        T result;
        try {
            ends.requireAutocommit(operation, connection);
            result = borrower == null
                    ? step.with(new Session(connection, null))
                    : withTimeout(connection, borrower, step);
        } catch (Throwable e) {
            release(connection, borrower, e);
            throw e;
        }
        release(connection, borrower, null);
        return result;
    }

    private void release(Connection connection, @Nullable Borrower borrower, @Nullable Throwable reason) {
        if (borrower != null && !watch.leave(borrower)) {
            end(connection);
        }
        close(connection, reason);
    }

    private static void close(Connection connection, @Nullable Throwable reason) {
        try {
            connection.close();
        } catch (Throwable e) {
            if (reason != null) {
                reason.addSuppressed(e);
            }
        }
    }

    private <T> T withTimeout(Connection connection, Borrower borrower, Step<T> step) throws SQLException {
        Session session = new Session(connection, borrower);
        int before = connection.getNetworkTimeout();
        if (before > 0 && before <= timeoutMillis) {
            return step.with(session);
        }
        connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        try {
            return step.with(session);
        } finally {
            restoreTimeout(connection, before);
        }
    }

    /** Where that fails, the connection keeps the shorter limit; what was done with it stays done. */
    private static void restoreTimeout(Connection connection, int before) {
        try {
            connection.setNetworkTimeout(Runnable::run, before);
        } catch (Throwable e) {
            // A shorter limit refuses sooner and accepts nothing; a pool that sets its own limit replaces it.
        }
    }

    /** Ends a connection, and lets its pool notice by a call that fails: it might hand it out again otherwise. */
    static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
            try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
                statement.execute();
            }
        } catch (Throwable e) {
            // As was to be expected.
        }
    }
}
