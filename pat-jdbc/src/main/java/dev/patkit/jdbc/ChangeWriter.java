package dev.patkit.jdbc;

import dev.patkit.store.Change;
import java.sql.SQLException;

/** Applies changes, each in a transaction of its own. */
record ChangeWriter(JdbcWork work, Dialect dialect, AuditTable audit) {
    Change.Outcome apply(Change change) {
        ChangeAttempt attempt = attempt(change, false);
        for (int round = 2; attempt.outcome().isEmpty(); round++) {
            attempt.requireRound(round, ChangeAttempt.OTHER_CONSTRAINT);
            attempt = attempt(change, true);
        }
        return attempt.outcome().get();
    }

    private ChangeAttempt attempt(Change change, boolean withSavepoints) {
        return work.inTransaction(ChangeExecution.OPERATION, on -> attempt(on, change, withSavepoints));
    }

    private ChangeAttempt attempt(Session session, Change change, boolean withSavepoints) throws SQLException {
        ChangeAttempt attempt = ChangeAttempt.at(change, ChangeScope.own(session, dialect, audit), withSavepoints);
        if (!attempt.isToBeKept()) {
            session.connection().rollback();
        }
        return attempt;
    }
}
