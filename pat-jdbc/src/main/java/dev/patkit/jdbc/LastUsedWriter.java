package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.TokenUse;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Writes back that tokens were used: in the order of ids, as all changes lock tokens. A row that stays locked until the
 * timeout makes the batch unavailable, after everything else in it has been written.
 */
record LastUsedWriter(JdbcWork work, Dialect dialect) {
    private static final String OPERATION = "recordUses";

    void write(List<TokenUse> uses) {
        List<TokenUse> ordered = uses.stream()
                .sorted(Comparator.comparingLong(use -> use.id().value()))
                .toList();
        List<TokenUse> left =
                work.untilNoneIsLeft(ordered, some -> work.inTransaction(OPERATION, session -> write(session, some)));
        if (!left.isEmpty()) {
            throw UnavailableException.store(OPERATION, "locked by somebody: " + left.size() + " rows", null);
        }
    }

    private List<TokenUse> write(Session session, List<TokenUse> uses) throws SQLException {
        if (dialect.takesArrays()) {
            return UseStatements.writeAtOnce(session, uses);
        }
        return dialect.isAcrossNetwork()
                ? UseStatements.writeUnlocked(session, uses)
                : UseStatements.writeEach(session, uses);
    }
}
