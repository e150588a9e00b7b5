package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Borrows a connection for one piece of work, bounds how long its pool and its database may be silent, and returns the
 * connection as it was. A connection that comes with autocommit off may be inside somebody's transaction: it is refused
 * and not touched, unless the transaction is one of ours that could not be rolled back before. What was done stays done
 * where only the clearing up fails. Thread-safe.
 */
final class Connections {
    private static final String IN_TRANSACTION =
            "the DataSource handed out a connection with autocommit off, which may be inside a transaction where a"
                    + " revoked token is still live; give PatKit the connection pool itself, with autocommit on, and"
                    + " use joining(connection) for changes in your own transaction";

    private final DataSource dataSource;
    private final boolean bounded;
    private final int timeoutMillis;
    private final BorrowWatch watch;

    /** Physical connections with a transaction of ours that could not be rolled back: a full disk refuses that, too. */
    private final Set<Connection> unfinished =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    Connections(DataSource dataSource, Dialect dialect, Duration timeout) {
        this.dataSource = dataSource;
        bounded = dialect.isAcrossNetwork();
        timeoutMillis = Math.toIntExact(timeout.toMillis());
        watch = new BorrowWatch(dataSource, timeout);
    }

    /** What is done with a connection. */
    interface Step<T> {
        T with(Connection connection) throws SQLException;
    }

    <T> T borrow(String operation, Step<T> step) throws SQLException {
        Connection connection = bounded ? watch.borrow(operation) : dataSource.getConnection();
        T result;
        try {
            requireAutocommit(operation, connection);
            result = bounded ? withTimeout(connection, step) : step.with(connection);
        } catch (Throwable e) {
            close(connection, e);
            throw e;
        }
        close(connection, null);
        return result;
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

    private void requireAutocommit(String operation, Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return;
        }
        Connection physical = connection.unwrap(Connection.class);
        if (!unfinished.contains(physical)) {
            throw UnavailableException.store(operation, IN_TRANSACTION, null);
        }
        connection.rollback();
        connection.setAutoCommit(true);
        unfinished.remove(physical);
    }

    private <T> T withTimeout(Connection connection, Step<T> step) throws SQLException {
        int before = connection.getNetworkTimeout();
        if (before > 0 && before <= timeoutMillis) {
            return step.with(connection);
        }
        connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        try {
            return step.with(connection);
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
            boolean unused = connection.getAutoCommit();
        } catch (Throwable e) {
            // As was to be expected.
        }
    }

    /** Switches autocommit on after a commit. Where that fails, it is done when the connection is next borrowed. */
    void finish(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (Throwable e) {
            remember(connection, e);
        }
    }

    /** Rolls back. Where that fails, autocommit stays off, because switching it on would commit. */
    void undo(Connection connection, Throwable reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (Throwable e) {
            reason.addSuppressed(e);
            remember(connection, reason);
        }
    }

    private void remember(Connection connection, Throwable reason) {
        try {
            unfinished.add(connection.unwrap(Connection.class));
        } catch (Throwable e) {
            reason.addSuppressed(e);
        }
    }
}
