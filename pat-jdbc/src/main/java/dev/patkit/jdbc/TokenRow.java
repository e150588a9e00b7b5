package dev.patkit.jdbc;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A row of {@code pat_token}, in both directions. Instants are milliseconds, whatever the time zones. */
final class TokenRow {
    private TokenRow() {}

    /** Binds all values of {@link TokenSql#INSERT}. */
    static void bind(PreparedStatement insert, StoredToken row) throws SQLException {
        Token token = row.token();
        insert.setLong(1, token.id().value());
        insert.setString(2, token.owner());
        insert.setString(3, token.name());
        insert.setString(4, token.description());
        insert.setString(5, ScopesColumn.write(token.scopes()));
        insert.setLong(6, token.createdAt().toEpochMilli());
        bindInstant(insert, 7, token.expiresAt());
        bindInstant(insert, 8, token.lastUsedAt());
        bindInstant(insert, 9, token.revokedAt());
        insert.setString(10, row.hash().phc());
        bindInteger(insert, 11, row.secretCheck());
        bindInteger(insert, 12, token.revokedAt().isPresent() ? OptionalInt.empty() : OptionalInt.of(1));
    }

    private static void bindInstant(PreparedStatement statement, int index, Optional<Instant> instant)
            throws SQLException {
        if (instant.isPresent()) {
            statement.setLong(index, instant.get().toEpochMilli());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    private static void bindInteger(PreparedStatement statement, int index, OptionalInt value) throws SQLException {
        if (value.isPresent()) {
            statement.setInt(index, value.getAsInt());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    /** The facts of the current row, for a list: a row whose scopes are damaged has none, so that it can be seen and ended. */
    static Token listed(ResultSet row) throws SQLException {
        try {
            return token(row, ScopesColumn.read(row.getString("scopes")));
        } catch (TokenStoreException e) {
            return token(row, Scopes.none());
        }
    }

    private static Token token(ResultSet row, Scopes scopes) throws SQLException {
        return Token.builder(
                        new TokenId(row.getLong("id")),
                        row.getString("owner"),
                        row.getString("name"),
                        scopes,
                        Instant.ofEpochMilli(row.getLong("created_at")))
                .description(row.getString("description"))
                .expiresAt(instant(row, "expires_at"))
                .lastUsedAt(instant(row, "last_used_at"))
                .revokedAt(instant(row, "revoked_at"))
                .build();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** The current row of {@link TokenSql#FIND}. */
    static StoredToken stored(ResultSet row) throws SQLException {
        int check = row.getInt("secret_check");
        OptionalInt secretCheck = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(check);
        return new StoredToken(
                token(row, ScopesColumn.read(row.getString("scopes"))),
                SecretHash.of(row.getString("secret_hash")),
                secretCheck,
                row.getString("suspended") != null);
    }
}
