package dev.patkit.jdbc;

import dev.patkit.store.TokenUse;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Executes what writes uses back: last-used times, and hashes that replace outdated ones. Across a network, a row that
 * somebody has locked is left alone, so that it holds nobody up. Each way returns the uses that it has left.
 */
final class UseStatements {
    private UseStatements() {}

    /** In one statement, where the database takes arrays. */
    static List<TokenUse> writeAtOnce(Session session, List<TokenUse> uses) throws SQLException {
        Array ids = numbers(session, uses.stream().map(use -> use.id().value()));
        Array times = numbers(session, uses.stream().map(use -> use.usedAt().toEpochMilli()));
        int written = session.update(UseSql.MARK_ALL, ids, times);
        upgradeHashes(session, UseSql.UPGRADE_UNLESS_LOCKED, uses);
        return written == uses.size() ? List.of() : keep(uses, new HashSet<>(session.ids(UseSql.UNMARKED, ids, times)));
    }

    private static Array numbers(Session session, Stream<Long> numbers) throws SQLException {
        return session.connection().createArrayOf("bigint", numbers.toArray());
    }

    private static List<TokenUse> keep(List<TokenUse> uses, Set<Long> ids) {
        return uses.stream().filter(use -> ids.contains(use.id().value())).toList();
    }

    /** First locks what nobody else has locked. */
    static List<TokenUse> writeUnlocked(Session session, List<TokenUse> uses) throws SQLException {
        Object[] ids = padded(uses);
        Set<Long> locked = new HashSet<>(session.ids(UseSql.lock(ids.length), ids));
        writeEach(session, keep(uses, locked));
        if (locked.size() == uses.size()) {
            return List.of();
        }
        Set<Long> left = new HashSet<>(session.ids(UseSql.exist(ids.length), ids));
        left.removeAll(locked);
        return keep(uses, left);
    }

    /** The ids, the last one repeated up to the next power of two: so a connection prepares few statements. */
    private static Object[] padded(List<TokenUse> uses) {
        Object[] ids = new Object[ReadSql.placeholdersFor(uses.size())];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = uses.get(Math.min(i, uses.size() - 1)).id().value();
        }
        return ids;
    }

    /** One by one. */
    static List<TokenUse> writeEach(Session session, List<TokenUse> uses) throws SQLException {
        if (uses.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = session.prepare(UseSql.MARK)) {
            for (TokenUse use : uses) {
                long millis = use.usedAt().toEpochMilli();
                Session.bind(statement, millis, use.id().value(), millis);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        upgradeHashes(session, UseSql.UPGRADE, uses);
        return List.of();
    }

    private static void upgradeHashes(Session session, String sql, List<TokenUse> uses) throws SQLException {
        for (TokenUse use : uses) {
            TokenUse.HashUpgrade upgrade = use.upgrade();
            if (upgrade != null) {
                String replacement = upgrade.replacement().phc();
                String expected = upgrade.expected().phc();
                session.update(sql, replacement, use.id().value(), expected);
            }
        }
    }
}
