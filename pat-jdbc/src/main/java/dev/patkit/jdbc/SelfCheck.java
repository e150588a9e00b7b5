package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, at start-up, a database that would break a promise, and names the cure. Settings are read; what tables and
 * collations really do is tried out, in a transaction that is rolled back.
 */
final class SelfCheck {
    static final String OPERATION = "start-up";

    private final JdbcWork work;
    private final Dialect dialect;

    SelfCheck(JdbcWork work, Dialect dialect) {
        this.work = work;
        this.dialect = dialect;
    }

    void run() {
        boolean safe = work.run(OPERATION, new SessionCheck(dialect)::run);
        boolean exact = work.rolledBack(OPERATION, session -> tryOut(session, new TrialRows(dialect)));
        RoundTrip.require(safe && exact);
    }

    static UnavailableException refused(String problem, @Nullable SQLException cause) {
        return UnavailableException.store(OPERATION, problem, cause);
    }

    private boolean tryOut(Session session, TrialRows trial) throws SQLException {
        try {
            trial.requireKeptExactly(session);
            trial.requireExactEpochs(session);
            requireUniqueNames(session, trial);
            return true;
        } catch (SQLException e) {
            if (dialect.asksToRepeat(e) || Dialect.lostConnection(e)) {
                throw e;
            }
            throw explained(e);
        }
    }

    private UnavailableException explained(SQLException e) {
        return refused(
                dialect.isConstraintViolation(e)
                        ? RoundTrip.INEXACT
                        : "the tables are missing, older or changed, or the user may not write them; run the scripts"
                                + " in "
                                + dialect.schemaLocation(),
                e);
    }

    private void requireUniqueNames(Session session, TrialRows trial) throws SQLException {
        try {
            trial.insertTwin(session);
        } catch (SQLException e) {
            if (dialect.isConstraintViolation(e)) {
                return;
            }
            throw e;
        }
        throw refused(
                "UNIQUE (owner, name, live) of pat_token is missing; run the scripts in " + dialect.schemaLocation(),
                null);
    }
}
