package dev.patkit.jdbc;

import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Looks for the rows that a token conflicts with, inside the transaction that is to add it. */
record ConflictingRows(ChangeScope scope) {
    /** Takes a token's name from an expired token of the owner, if one holds it. */
    void releaseExpiredName(Token token) throws SQLException {
        long now = token.createdAt().toEpochMilli();
        try (PreparedStatement statement =
                        scope.session().prepare(TokenSql.EXPIRED_NAME, token.owner(), token.name(), now);
                ResultSet expired = statement.executeQuery()) {
            if (expired.next()) {
                scope.session().update(TokenSql.RELEASE_NAME, expired.getLong(1), now);
            }
        }
    }

    /** What is in the way of a token; empty if that is gone by now. */
    Optional<Change.Outcome> clashOf(Token token) throws SQLException {
        if (isSeen(TokenSql.HAS_ID, token.id().value())) {
            return Optional.of(Change.Outcome.refused(Change.Result.ID_TAKEN));
        }
        return isSeen(TokenSql.HAS_LIVE_NAME, token.owner(), token.name())
                ? Optional.of(Change.Outcome.refused(Change.Result.NAME_TAKEN))
                : Optional.empty();
    }

    /**
     * Also looks for rows that were committed after the transaction's snapshot, where it keeps one. This takes no lock
     * which the duplicate key has not taken before.
     */
    private boolean isSeen(String query, Object... values) throws SQLException {
        return scope.session().exists(query, values)
                || (scope.mayHideRows() && scope.session().exists(scope.beyondSnapshot(query), values));
    }
}
