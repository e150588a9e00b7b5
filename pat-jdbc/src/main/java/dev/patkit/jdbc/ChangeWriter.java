package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies changes: each in a transaction of its own, or inside one of the caller's. */
record ChangeWriter(JdbcWork work, Dialect dialect, AuditTable audit) {
    private static final int MAX_ROUNDS = 10;

    /** An execution and what came of it. */
    private record Attempt(
            Optional<Change.Outcome> outcome, @Nullable SQLException duplicate) {
        boolean isToBeKept() {
            return outcome.isPresent()
                    && (outcome.get().result() == Change.Result.APPLIED
                            || outcome.get().result() == Change.Result.UNCHANGED);
        }
    }

    /** Applies a change in a transaction of its own. */
    Change.Outcome apply(Change change) {
        Attempt attempt = work.inTransaction(ChangeExecution.OPERATION, on -> attempt(on, change, false));
        for (int round = 2; attempt.outcome().isEmpty(); round++) {
            requireRound(round, attempt);
            attempt = work.inTransaction(ChangeExecution.OPERATION, on -> attempt(on, change, true));
        }
        return attempt.outcome().get();
    }

    private Attempt attempt(Connection connection, Change change, boolean withSavepoints) throws SQLException {
        Attempt attempt = execute(connection, change, withSavepoints);
        if (!attempt.isToBeKept()) {
            connection.rollback();
        }
        return attempt;
    }

    private Attempt execute(Connection connection, Change change, boolean withSavepoints) throws SQLException {
        ChangeExecution execution = new ChangeExecution(connection, dialect, audit, withSavepoints);
        Optional<Change.Outcome> outcome = execution.run(change);
        return new Attempt(outcome, execution.duplicate());
    }

    /** A duplicate key that is met again and again, and never seen, is no duplicate but another constraint. */
    private static void requireRound(int round, Attempt attempt) {
        if (round > MAX_ROUNDS) {
            throw UnavailableException.store(
                    ChangeExecution.OPERATION, "a constraint that is not PatKit's refused a row", attempt.duplicate());
        }
    }

    /** Applies a change inside the caller's transaction, and leaves nothing of it there if it is refused or fails. */
    Change.Outcome applyInside(Connection connection, Change change) {
        try {
            Savepoint start = connection.setSavepoint();
            try {
                return repeatedly(connection, change, start);
            } catch (SQLException | RuntimeException e) {
                undo(connection, start, e);
                throw e;
            }
        } catch (SQLException e) {
            throw JdbcWork.failed(ChangeExecution.OPERATION, e);
        }
    }

    private Change.Outcome repeatedly(Connection connection, Change change, Savepoint start) throws SQLException {
        Attempt attempt = execute(connection, change, true);
        for (int round = 2; attempt.outcome().isEmpty(); round++) {
            connection.rollback(start);
            requireRound(round, attempt);
            attempt = execute(connection, change, true);
        }
        if (!attempt.isToBeKept()) {
            connection.rollback(start);
        }
        connection.releaseSavepoint(start);
        return attempt.outcome().get();
    }

    private static void undo(Connection connection, Savepoint start, Throwable reason) {
        try {
            connection.rollback(start);
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
