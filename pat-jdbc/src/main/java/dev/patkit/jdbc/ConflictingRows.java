package dev.patkit.jdbc;

import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Looks for the rows that a change conflicts with, inside the transaction of the change. */
record ConflictingRows(Connection connection, Dialect dialect) {
    /** Whether an expired token holds the name. Asked before its release: an UPDATE of no row would lock a gap. */
    boolean holdNameAfterExpiry(Token token) throws SQLException {
        long now = token.createdAt().toEpochMilli();
        return Statements.exists(connection, TokenSql.HAS_EXPIRED_NAME, token.owner(), token.name(), now);
    }

    /** What is in the way of a token; empty if that is gone by now. */
    Optional<Change.Outcome> clashOf(Token token) throws SQLException {
        if (Statements.exists(connection, TokenSql.HAS_ID, token.id().value())) {
            return Optional.of(Change.Outcome.refused(Change.Result.ID_TAKEN));
        }
        return isSeen(TokenSql.HAS_LIVE_NAME, token.owner(), token.name())
                ? Optional.of(Change.Outcome.refused(Change.Result.NAME_TAKEN))
                : Optional.empty();
    }

    /**
     * Also looks for rows that were committed after the transaction's snapshot, where a transaction keeps one. This
     * takes no lock which the duplicate key has not taken before.
     */
    private boolean isSeen(String query, Object... values) throws SQLException {
        return Statements.exists(connection, query, values)
                || (dialect.keepsSnapshot()
                        && Statements.exists(connection, query + TokenSql.BEYOND_THE_SNAPSHOT, values));
    }

    boolean showSuspended(String owner) throws SQLException {
        return isSeen(TokenSql.IS_SUSPENDED, owner);
    }
}
