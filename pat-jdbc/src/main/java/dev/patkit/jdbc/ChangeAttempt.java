package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.Change;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a change, and what came of it.
 *
 * @param outcome empty if a duplicate key ended it and it is to be repeated, with savepoints
 * @param duplicate the duplicate key that was met last
 */
record ChangeAttempt(
        Optional<Change.Outcome> outcome, @Nullable SQLException duplicate) {
    static final String OTHER_CONSTRAINT = "a constraint that is not PatKit's refused a row";

    private static final int MAX_ROUNDS = 10;

    /** Makes an attempt. */
    static ChangeAttempt at(Change change, ChangeScope scope, boolean withSavepoints) throws SQLException {
        UniqueInserts inserts = new UniqueInserts(scope.session(), scope.dialect(), withSavepoints);
        Optional<Change.Outcome> outcome = new ChangeExecution(scope, inserts).run(change);
        return new ChangeAttempt(outcome, inserts.duplicate());
    }

    /** Whether what was done stays; else it has to be rolled back. */
    boolean isToBeKept() {
        return outcome.isPresent()
                && (outcome.get().result() == Change.Result.APPLIED
                        || outcome.get().result() == Change.Result.UNCHANGED);
    }

    /** A duplicate key that is met again and again, and never seen, is no duplicate but another constraint. */
    void requireRound(int round, String problem) {
        if (round > MAX_ROUNDS) {
            throw UnavailableException.store(
                    ChangeExecution.OPERATION, problem, duplicate == null ? null : QuotedRows.removedFrom(duplicate));
        }
    }
}
