package dev.patkit.jdbc;

import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.SQLException;

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

    /** Takes a token's name from an expired token of the owner, if one holds it. */
    static void releaseExpiredName(Connection connection, Token token) throws SQLException {
        long now = token.createdAt().toEpochMilli();
        Statements.update(connection, TokenSql.RELEASE_EXPIRED_NAME, token.owner(), token.name(), now);
    }
}
