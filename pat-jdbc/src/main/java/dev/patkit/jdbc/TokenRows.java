package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of {@code pat_token}. Instants are milliseconds, whatever the time zones. Columns are read by
 * position, in the order that {@link TokenSql} gives them in every statement: by name, H2 builds a map for each answer.
 */
final class TokenRows {
    private static final int ID = 1;
    private static final int OWNER = 2;
    private static final int NAME = 3;
    private static final int DESCRIPTION = 4;
    private static final int SCOPES = 5;
    private static final int CREATED_AT = 6;
    private static final int EXPIRES_AT = 7;
    private static final int LAST_USED_AT = 8;
    private static final int REVOKED_AT = 9;
    private static final int SECRET_HASH = 10;
    private static final int SECRET_CHECK = 11;
    private static final int SUSPENDED_AT = 12;
    /** Whether a replica answered; only where a verification reads. */
    static final int REPLICA = 13;

    private final ScopesColumn scopes = new ScopesColumn();

    /** The id of the current row. */
    static long id(ResultSet row) throws SQLException {
        return row.getLong(ID);
    }

    /**
     * The facts of the current row, for a list: where the scopes are damaged they are none, so that the token can be
     * seen and revoked.
     */
    Token listed(ResultSet row) throws SQLException {
        try {
            return token(row, scopes.read(row.getString(SCOPES)));
        } catch (UnavailableException e) {
            return token(row, Scopes.none());
        }
    }

    private static Token token(ResultSet row, Scopes granted) throws SQLException {
        return Token.builder(
                        new TokenId(row.getLong(ID)),
                        row.getString(OWNER),
                        row.getString(NAME),
                        granted,
                        Instant.ofEpochMilli(row.getLong(CREATED_AT)))
                .description(row.getString(DESCRIPTION))
                .expiresAt(instant(row, EXPIRES_AT))
                .lastUsedAt(instant(row, LAST_USED_AT))
                .revokedAt(instant(row, REVOKED_AT))
                .build();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static boolean isSuspended(ResultSet row) throws SQLException {
        row.getLong(SUSPENDED_AT);
        return !row.wasNull();
    }

    /** The current row of {@link ReadSql#find}. */
    StoredToken stored(ResultSet row) throws SQLException {
        int check = row.getInt(SECRET_CHECK);
        OptionalInt secretCheck = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(check);
        return new StoredToken(
                token(row, scopes.read(row.getString(SCOPES))),
                SecretHash.of(row.getString(SECRET_HASH)),
                secretCheck,
                isSuspended(row));
    }
}
