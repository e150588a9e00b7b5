package dev.patkit.jdbc;

import dev.patkit.store.StoredToken;
import dev.patkit.token.Token;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Adds rows to {@code pat_token}. Values are bound by position, in the order of {@link TokenSql#INSERT}. */
final class TokenInsert {
    private TokenInsert() {}

    /** Adds a row that holds its name unless it is revoked, and is suspended if its owner is. */
    static int run(Session session, StoredToken row) throws SQLException {
        try (PreparedStatement insert = session.prepare(TokenSql.INSERT)) {
            bind(insert, row);
            return insert.executeUpdate();
        }
    }

    /** Adds several rows. */
    static void runAll(Session session, List<StoredToken> rows) throws SQLException {
        try (PreparedStatement insert = session.prepare(TokenSql.INSERT)) {
            for (StoredToken row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            UniqueInserts.requireAllStored(insert.executeBatch());
        }
    }

    private static void bind(PreparedStatement insert, StoredToken row) throws SQLException {
        Token token = row.token();
        insert.setLong(1, token.id().value());
        insert.setString(2, token.owner());
        insert.setString(3, token.name());
        insert.setString(4, token.description());
        insert.setString(5, ScopesJson.write(token.scopes()));
        insert.setLong(6, token.createdAt().toEpochMilli());
        bindInstant(insert, 7, token.expiresAt());
        bindInstant(insert, 8, token.lastUsedAt());
        bindInstant(insert, 9, token.revokedAt());
        insert.setString(10, row.hash().phc());
        bindInteger(insert, 11, row.secretCheck());
        bindInteger(insert, 12, token.revokedAt().isPresent() ? OptionalInt.empty() : OptionalInt.of(1));
        insert.setString(13, token.owner());
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
}
