package dev.patkit.jdbc;

import dev.patkit.store.Epochs;
import dev.patkit.token.TokenId;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds and deletes tokens that were revoked or have expired before an instant. */
record DeadTokens(JdbcWork work) {
    List<Long> find(String sql, long millis, int limit) {
        return work.repeatably("purge", session -> {
            List<Long> ids = session.ids(sql, millis, limit);
            ids.sort(Comparator.naturalOrder());
            return ids;
        });
    }

    /**
     * Deletes tokens that are still dead, and raises the epochs of those that only expired: another node's clock may
     * not have seen that.
     */
    int delete(List<Long> ids, long millis, boolean raising) {
        return work.inTransaction("purge", session -> {
            List<Long> deleted = new ArrayList<>();
            try (PreparedStatement statement = session.prepare(TokenSql.DELETE_DEAD)) {
                for (long id : ids) {
                    Session.bind(statement, id, millis, millis);
                    statement.addBatch();
                }
                int[] counts = statement.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] != 0) {
                        deleted.add(ids.get(i));
                    }
                }
            }
            if (raising) {
                EpochCounters.raise(session, "purge", shardsOf(deleted));
            }
            return deleted.size();
        });
    }

    private static SortedSet<Integer> shardsOf(List<Long> ids) {
        return ids.stream().map(id -> Epochs.shardOf(new TokenId(id))).collect(Collectors.toCollection(TreeSet::new));
    }
}
