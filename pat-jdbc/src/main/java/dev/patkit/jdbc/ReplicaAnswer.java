package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An answer of a server that takes no writes: a standby, or one that was made read-only. A token that was revoked
 * elsewhere may still be live there, so nothing of it is used.
 */
final class ReplicaAnswer {
    private static final String PROBLEM = "a server that takes no writes answered, where a revoked token may still be"
            + " live; let the connection pool connect to the primary only";

    private ReplicaAnswer() {}

    /** Refuses a row whose column says that a replica gave it. The connection is ended, so its pool replaces it. */
    static void refuse(String operation, Session session, ResultSet row, int column) throws SQLException {
        if (row.getBoolean(column)) {
            Connections.end(session.connection());
            throw UnavailableException.store(operation, PROBLEM, null);
        }
    }
}
