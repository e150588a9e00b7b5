package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Ends transactions of ours, and leaves the connection as it was. What could not be ended, because a full disk refuses
 * that, too, is ended when the connection is next borrowed. Thread-safe.
 */
final class TransactionEnds {
    private static final String IN_TRANSACTION =
            "the DataSource handed out a connection with autocommit off, which may be inside a transaction where a"
                    + " revoked token is still live; give PatKit the connection pool itself, with autocommit on, and"
                    + " use joining(connection) for changes in your own transaction";

    private final TransactionSettings settings;

    /** Physical connections with a transaction of ours that could not be ended. */
    private final Set<Connection> unfinished =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    TransactionEnds(TransactionSettings settings) {
        this.settings = settings;
    }

    /** Refuses a connection that may be inside somebody's transaction. One of ours is rolled back. */
    void requireAutocommit(String operation, Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return;
        }
        Connection physical = connection.unwrap(Connection.class);
        if (!unfinished.contains(physical)) {
            throw UnavailableException.store(operation, IN_TRANSACTION, null);
        }
        connection.rollback();
        restore(connection);
        unfinished.remove(physical);
    }

    /** Switches autocommit on after a commit. Where that fails, it is done when the connection is next borrowed. */
    void finish(Connection connection) {
        try {
            restore(connection);
        } catch (Throwable e) {
            remember(connection, e);
        }
    }

    /** Rolls back. Where that fails, autocommit stays off, because switching it on would commit. */
    void undo(Connection connection, Throwable reason) {
        try {
            connection.rollback();
            restore(connection);
        } catch (Throwable e) {
            reason.addSuppressed(e);
            remember(connection, reason);
        }
    }

    /** Outside a transaction, restores what was set for it. */
    private void restore(Connection connection) throws SQLException {
        for (String sql : settings.ending()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
        }
        connection.setAutoCommit(true);
    }

    private void remember(Connection connection, Throwable reason) {
        try {
            unfinished.add(connection.unwrap(Connection.class));
        } catch (Throwable e) {
            reason.addSuppressed(e);
        }
    }
}
