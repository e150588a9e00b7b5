package dev.patkit.jdbc;

import dev.patkit.store.TokenUse;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes back that tokens were used: in the order of ids, so that two writers seldom deadlock. */
final class LastUsedWriter {
    private final JdbcWork work;
    private final Dialect dialect;

    LastUsedWriter(JdbcWork work, Dialect dialect) {
        this.work = work;
        this.dialect = dialect;
    }

    void write(List<TokenUse> uses) {
        List<TokenUse> ordered = uses.stream()
                .sorted(Comparator.comparingLong(use -> use.id().value()))
                .toList();
        work.inTransaction("recordUses", connection -> {
            if (dialect.takesArrays()) {
                markUsedAtOnce(connection, ordered);
            } else {
                markUsedOneByOne(connection, ordered);
            }
            upgradeHashes(connection, ordered);
            return ordered;
        });
    }

    private static void markUsedAtOnce(Connection connection, List<TokenUse> uses) throws SQLException {
        Array ids = numbers(connection, uses.stream().map(use -> use.id().value()));
        Array times = numbers(connection, uses.stream().map(use -> use.usedAt().toEpochMilli()));
        Statements.update(connection, TokenSql.MARK_ALL_USED, ids, times);
    }

    private static Array numbers(Connection connection, Stream<Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray());
    }

    private static void markUsedOneByOne(Connection connection, List<TokenUse> uses) throws SQLException {
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

    private static void upgradeHashes(Connection connection, List<TokenUse> uses) throws SQLException {
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
