package dev.patkit.jdbc;

import dev.patkit.store.TokenUse;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Executes what writes uses back: last-used times, and hashes that replace outdated ones. */
final class UseStatements {
    private UseStatements() {}

    static void markUsedAtOnce(Connection connection, List<TokenUse> uses) throws SQLException {
        Array ids = numbers(connection, uses.stream().map(use -> use.id().value()));
        Array times = numbers(connection, uses.stream().map(use -> use.usedAt().toEpochMilli()));
        Statements.update(connection, TokenSql.MARK_ALL_USED, ids, times);
    }

    private static Array numbers(Connection connection, Stream<Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray());
    }

    static void markUsedOneByOne(Connection connection, List<TokenUse> uses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TokenSql.MARK_USED)) {
            for (TokenUse use : uses) {
                long millis = use.usedAt().toEpochMilli();
                statement.setLong(1, millis);
                statement.setLong(2, use.id().value());
                statement.setLong(3, millis);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void upgradeHashes(Connection connection, List<TokenUse> uses) throws SQLException {
        for (TokenUse use : uses) {
            TokenUse.HashUpgrade upgrade = use.upgrade();
            if (upgrade != null) {
                String replacement = upgrade.replacement().phc();
                Statements.update(
                        connection,
                        TokenSql.UPGRADE_HASH,
                        replacement,
                        use.id().value(),
                        upgrade.expected().phc());
            }
        }
    }
}
