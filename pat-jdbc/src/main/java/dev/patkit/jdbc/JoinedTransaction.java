package dev.patkit.jdbc;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Applies changes inside a transaction of the caller's, and leaves nothing there of one that is refused or fails. */
record JoinedTransaction(Connection connection, Dialect dialect, AuditTable audit)
        implements Function<Change, Change.Outcome> {
    private static final String REPEAT = "retry all of it";
    private static final String OTHER_CONSTRAINT_OR_OLD_SNAPSHOT =
            ChangeAttempt.OTHER_CONSTRAINT + ", or the transaction began before a row that is in the way: " + REPEAT;

    JoinedTransaction {
        requireTransaction(connection);
        requireNewestRows(connection, dialect);
    }

    private static void requireTransaction(Connection connection) {
        if (asked(connection::getAutoCommit)) {
            throw new IllegalArgumentException("connection must be in a transaction: switch autocommit off first");
        }
    }

    private static <T> T asked(Callable<T> question) {
        try {
            return question.call();
        } catch (Throwable e) {
            throw JdbcWork.failed(ChangeExecution.OPERATION, e);
        }
    }

    /** A change that does not find a row which somebody has committed would answer that there is nothing to do. */
    private static void requireNewestRows(Connection connection, Dialect dialect) {
        if (dialect.hidesNewerRows(asked(connection::getTransactionIsolation))) {
            throw new IllegalArgumentException("connection must be READ COMMITTED: under a stricter isolation, a"
                    + " revocation would not see tokens issued since the transaction began");
        }
    }

    @Override
    public Change.Outcome apply(Change change) {
        requireNonNull(change, "change must not be null");
        requireTransaction(connection);
        try {
            return applyBehindSavepoint(change);
        } catch (UnavailableException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private Change.Outcome applyBehindSavepoint(Change change) throws SQLException {
        Savepoint start = connection.setSavepoint();
        try {
            return apply(change, start);
        } catch (Throwable e) {
            undo(start, e);
            throw e;
        }
    }

    private Change.Outcome apply(Change change, Savepoint start) throws SQLException {
        ChangeScope scope = ChangeScope.joined(new Session(connection, null), dialect, audit);
        ChangeAttempt attempt = ChangeAttempt.at(change, scope, false);
        for (int round = 2; attempt.outcome().isEmpty(); round++) {
            connection.rollback(start);
            attempt.requireRound(round, OTHER_CONSTRAINT_OR_OLD_SNAPSHOT);
            attempt = ChangeAttempt.at(change, scope, true);
        }
        if (!attempt.isToBeKept()) {
            connection.rollback(start);
        }
        connection.releaseSavepoint(start);
        return attempt.outcome().get();
    }

    private void undo(Savepoint start, Throwable reason) {
        try {
            connection.rollback(start);
        } catch (Throwable e) {
            reason.addSuppressed(e);
        }
    }

    private UnavailableException failed(Throwable cause) {
        return cause instanceof SQLException e && dialect.asksToRepeat(e)
                ? UnavailableException.store(
                        ChangeExecution.OPERATION, "the database aborted the transaction; " + REPEAT, e)
                : JdbcWork.failed(ChangeExecution.OPERATION, cause);
    }
}
