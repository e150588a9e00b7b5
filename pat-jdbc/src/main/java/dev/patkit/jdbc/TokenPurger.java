package dev.patkit.jdbc;

import dev.patkit.store.Epochs;
import dev.patkit.token.TokenId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Deletes dead tokens, in batches that hold no long locks. */
record TokenPurger(JdbcWork work) {
    private static final int BATCH = 1000;

    /** Deletes what was revoked before an instant, then what has expired before it. */
    int purge(long millis, int limit) {
        int revoked = purge(TokenSql.REVOKED_BEFORE, millis, limit, false);
        return revoked + purge(TokenSql.EXPIRED_BEFORE, millis, limit - revoked, true);
    }

    /** Continues while others delete the same rows, so that fewer than the limit means that none is left. */
    private int purge(String sql, long millis, int limit, boolean raising) {
        int deleted = 0;
        while (deleted < limit) {
            List<Long> ids = dead(sql, millis, Math.min(limit - deleted, BATCH));
            if (ids.isEmpty()) {
                break;
            }
            deleted += delete(ids, millis, raising);
        }
        return deleted;
    }

    private List<Long> dead(String sql, long millis, int limit) {
        return work.repeatably("purge", connection -> {
            try (PreparedStatement statement = Statements.prepare(connection, sql, millis, limit);
                    ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                ids.sort(Comparator.naturalOrder());
                return ids;
            }
        });
    }

    /** Raises the epochs of tokens that only expired: another node's clock may not have seen that. */
    private int delete(List<Long> ids, long millis, boolean raising) {
        return work.inTransaction("purge", connection -> {
            List<Long> deleted = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(TokenSql.DELETE_DEAD)) {
                for (long id : ids) {
                    statement.setLong(1, id);
                    statement.setLong(2, millis);
                    statement.setLong(3, millis);
                    if (statement.executeUpdate() > 0) {
                        deleted.add(id);
                    }
                }
            }
            if (raising) {
                EpochCounters.raise(connection, "purge", shardsOf(deleted));
            }
            return deleted.size();
        });
    }

    private static SortedSet<Integer> shardsOf(List<Long> ids) {
        return ids.stream().map(id -> Epochs.shardOf(new TokenId(id))).collect(Collectors.toCollection(TreeSet::new));
    }
}
