package dev.patkit.jdbc;

import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Executes the parts of changes. */
final class PartStatements {
    private PartStatements() {}

    /** Revokes, and returns how many were not revoked before. */
    static int revoke(Connection connection, Change.Revocation revocation) throws SQLException {
        long millis = revocation.at().toEpochMilli();
        return revocation.id().isPresent()
                ? Statements.update(
                        connection,
                        TokenSql.REVOKE_ONE,
                        millis,
                        revocation.owner(),
                        revocation.id().get().value())
                : Statements.update(connection, TokenSql.REVOKE_ALL, millis, revocation.owner());
    }

    static int suspend(Connection connection, Change.Suspension suspension) throws SQLException {
        return Statements.update(
                connection,
                TokenSql.SUSPEND,
                suspension.owner(),
                suspension.at().toEpochMilli());
    }

    static int reinstate(Connection connection, Change.Suspension suspension) throws SQLException {
        return Statements.update(connection, TokenSql.REINSTATE, suspension.owner());
    }

    static boolean isSuspended(Connection connection, String owner) throws SQLException {
        return Statements.exists(connection, TokenSql.IS_SUSPENDED, owner);
    }

    /** Takes a token's name from an expired token of the owner, if one holds it. */
    static void releaseExpiredName(Connection connection, Token token) throws SQLException {
        long now = token.createdAt().toEpochMilli();
        Statements.update(connection, TokenSql.RELEASE_EXPIRED_NAME, token.owner(), token.name(), now);
    }

    /** What is in the way of a token; empty if that is gone by now. */
    static Optional<Change.Outcome> clashOf(Connection connection, Token token) throws SQLException {
        if (Statements.exists(connection, TokenSql.HAS_ID, token.id().value())) {
            return Optional.of(Change.Outcome.refused(Change.Result.ID_TAKEN));
        }
        return Statements.exists(connection, TokenSql.HAS_LIVE_NAME, token.owner(), token.name())
                ? Optional.of(Change.Outcome.refused(Change.Result.NAME_TAKEN))
                : Optional.empty();
    }
}
