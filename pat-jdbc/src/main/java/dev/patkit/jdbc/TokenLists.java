package dev.patkit.jdbc;

import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads pages of an owner's tokens. Thread-safe. */
record TokenLists(TokenRows rows) {
    TokenPage read(Session session, TokenQuery query) throws SQLException {
        try (PreparedStatement statement = prepare(session, query);
                ResultSet found = statement.executeQuery()) {
            List<Token> tokens = new ArrayList<>();
            while (found.next()) {
                tokens.add(rows.listed(found));
            }
            return TokenPage.of(query, tokens);
        }
    }

    private static PreparedStatement prepare(Session session, TokenQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder(TokenSql.LIST);
        List<Object> values = new ArrayList<>(List.of(query.owner()));
        if (!query.withRevoked()) {
            sql.append(TokenSql.LIST_NOT_REVOKED);
        }
        if (query.after().isPresent()) {
            TokenPage.Cursor cursor = query.after().get();
            long createdAt = cursor.createdAt().toEpochMilli();
            sql.append(TokenSql.LIST_AFTER);
            values.addAll(List.of(createdAt, createdAt, cursor.id().value()));
        }
        values.add(query.limit() + 1);
        return session.prepare(sql.append(TokenSql.LIST_END).toString(), values.toArray());
    }
}
