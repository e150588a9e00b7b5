package dev.patkit.jdbc;

import java.sql.Connection;

/**
 * Where a change is executed.
 *
 * @param connection a connection in a transaction
 * @param dialect the database's dialect
 * @param audit keeps events
 * @param mayHideRows whether a plain query may miss rows that were committed since the transaction began
 */
record ChangeSession(Connection connection, Dialect dialect, AuditTable audit, boolean mayHideRows) {
    /** In a transaction of our own, whose statements each see what is committed. */
    static ChangeSession own(Connection connection, Dialect dialect, AuditTable audit) {
        return new ChangeSession(connection, dialect, audit, false);
    }

    /** In a transaction of the caller's. */
    static ChangeSession joined(Connection connection, Dialect dialect, AuditTable audit) {
        return new ChangeSession(connection, dialect, audit, dialect.keepsSnapshot());
    }

    /** A query that also sees rows which a plain one may miss. It locks what it reads. */
    String beyondSnapshot(String query) {
        return mayHideRows ? query + " LOCK IN SHARE MODE" : query;
    }
}
