package dev.patkit.jdbc;

/**
 * Where a change is executed.
 *
 * @param session a connection in a transaction
 * @param dialect the database's dialect
 * @param audit keeps events
 * @param mayHideRows whether a plain query may miss rows that were committed since the transaction began
 */
record ChangeScope(Session session, Dialect dialect, AuditTable audit, boolean mayHideRows) {
    /** In a transaction of our own, whose statements each see what is committed. */
    static ChangeScope own(Session session, Dialect dialect, AuditTable audit) {
        return new ChangeScope(session, dialect, audit, false);
    }

    /** In a transaction of the caller's. */
    static ChangeScope joined(Session session, Dialect dialect, AuditTable audit) {
        return new ChangeScope(session, dialect, audit, dialect.keepsSnapshot());
    }

    /** A query that also sees rows which a plain one may miss. It locks what it reads. */
    String beyondSnapshot(String query) {
        return mayHideRows ? query + " LOCK IN SHARE MODE" : query;
    }
}
