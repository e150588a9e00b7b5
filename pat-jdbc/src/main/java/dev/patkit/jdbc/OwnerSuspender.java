package dev.patkit.jdbc;

import dev.patkit.store.Epochs;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Suspends and reinstates owners, and raises the epoch of an owner whose state changes. */
record OwnerSuspender(JdbcWork work, Dialect dialect) {
    void setSuspended(String owner, boolean suspended, Instant at) {
        if (suspended && isSuspended(owner)) {
            return;
        }
        work.inTransaction("setSuspended", connection -> {
            int count = suspended
                    ? suspend(connection, owner, at)
                    : Statements.update(connection, TokenSql.REINSTATE, owner);
            if (count > 0) {
                EpochCounters.raise(connection, "setSuspended", Epochs.shardOf(owner));
            }
            return count;
        });
    }

    /** Asked before the transaction, not in it, which begins with the write: SQLite cannot turn a reader into a writer. */
    private boolean isSuspended(String owner) {
        return work.repeatably(
                "setSuspended", connection -> Statements.exists(connection, TokenSql.IS_SUSPENDED, owner));
    }

    private int suspend(Connection connection, String owner, Instant at) throws SQLException {
        try {
            return Statements.update(connection, TokenSql.SUSPEND, owner, at.toEpochMilli());
        } catch (SQLException e) {
            if (dialect.isDuplicate(e)) {
                connection.rollback();
                return 0;
            }
            throw e;
        }
    }
}
