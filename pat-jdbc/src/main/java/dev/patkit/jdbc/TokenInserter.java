package dev.patkit.jdbc;

import dev.patkit.store.Insertion;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Adds tokens: one INSERT, and only if that clashes, a look at what it clashed with. */
record TokenInserter(JdbcWork work, Dialect dialect) {
    private static final int MAX_ROUNDS = 10;

    Insertion insert(StoredToken row) {
        for (int round = 1; ; round++) {
            Optional<SQLException> refusal = work.repeatably("insert", connection -> tryInsert(connection, row));
            if (refusal.isEmpty()) {
                return Insertion.INSERTED;
            }
            Optional<Insertion> answer = work.inTransaction("insert", connection -> resolve(connection, row));
            if (answer.isPresent()) {
                return answer.get();
            }
            if (round == MAX_ROUNDS) {
                throw JdbcWork.failed("insert", refusal.get());
            }
        }
    }

    /** The database's refusal of a row that clashes with another, or empty if the row was added. */
    private Optional<SQLException> tryInsert(Connection connection, StoredToken row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TokenSql.INSERT)) {
            TokenRow.bind(insert, row);
            insert.executeUpdate();
            return Optional.empty();
        } catch (SQLException e) {
            if (dialect.isDuplicate(e)) {
                return Optional.of(e);
            }
            throw e;
        }
    }

    /**
     * Takes the name over from an expired token, in one transaction with adding the row; else says what stands in the way.
     * Empty if that is gone by now. It begins with the write, since SQLite cannot turn a reader into a writer.
     */
    private Optional<Insertion> resolve(Connection connection, StoredToken row) throws SQLException {
        Token token = row.token();
        int released = Statements.update(
                connection,
                TokenSql.RELEASE_EXPIRED_NAME,
                token.owner(),
                token.name(),
                token.createdAt().toEpochMilli());
        if (released > 0 && tryInsert(connection, row).isEmpty()) {
            return Optional.of(Insertion.INSERTED);
        }
        connection.rollback();
        if (Statements.exists(connection, TokenSql.HAS_ID, token.id().value())) {
            return Optional.of(Insertion.DUPLICATE_ID);
        }
        boolean taken =
                released == 0 && Statements.exists(connection, TokenSql.HAS_LIVE_NAME, token.owner(), token.name());
        return taken ? Optional.of(Insertion.DUPLICATE_NAME) : Optional.empty();
    }
}
