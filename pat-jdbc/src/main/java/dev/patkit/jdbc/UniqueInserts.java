package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs inserts that may meet a duplicate key. With savepoints the transaction stays usable afterwards, at the price of
 * two round trips per insert; without them it has to be rolled back.
 */
final class UniqueInserts {
    private final Session session;
    private final Dialect dialect;
    private final boolean withSavepoints;
    private @Nullable SQLException duplicate;

    UniqueInserts(Session session, Dialect dialect, boolean withSavepoints) {
        this.session = session;
        this.dialect = dialect;
        this.withSavepoints = withSavepoints;
    }

    boolean haveSavepoints() {
        return withSavepoints;
    }

    /** An INSERT. */
    interface Insert {
        int run() throws SQLException;
    }

    /** Whether the row was added; false if it meets a duplicate key. */
    boolean add(Insert insert) throws SQLException {
        Savepoint before = withSavepoints ? session.connection().setSavepoint() : null;
        try {
            requireStored(insert.run());
        } catch (SQLException e) {
            if (!dialect.isConstraintViolation(e)) {
                throw e;
            }
            duplicate = e;
            if (before != null) {
                session.connection().rollback(before);
            }
            return false;
        }
        if (before != null) {
            session.connection().releaseSavepoint(before);
        }
        return true;
    }

    /** A trigger or rule that drops a row must not pass for success. */
    static void requireStored(int rows) {
        if (rows != 1) {
            throw UnavailableException.store(
                    ChangeExecution.OPERATION, "a trigger or rule that is not PatKit's dropped a row", null);
        }
    }

    /** The same of a batch; a driver that does not tell a count has stored the row. */
    static void requireAllStored(int... counts) {
        requireStored(Arrays.stream(counts).anyMatch(count -> count == 0) ? 0 : 1);
    }

    /** The duplicate key that was met last. */
    @Nullable
    SQLException duplicate() {
        return duplicate;
    }
}
