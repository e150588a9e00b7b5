package dev.patkit.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deletes dead tokens, in batches that hold no long locks. */
record TokenPurger(JdbcWork work) {
    private static final int BATCH = 1000;

    /** Deletes what was revoked before an instant, then what has expired before it. */
    int purge(long millis, int limit) {
        int revoked = purge(TokenSql.REVOKED_BEFORE, millis, limit);
        return revoked + purge(TokenSql.EXPIRED_BEFORE, millis, limit - revoked);
    }

    /** Goes on while others delete the same rows, so that fewer than the limit means that none is left. */
    private int purge(String sql, long millis, int limit) {
        int deleted = 0;
        while (deleted < limit) {
            List<Long> ids = dead(sql, millis, Math.min(limit - deleted, BATCH));
            if (ids.isEmpty()) {
                break;
            }
            deleted += delete(ids, millis);
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

    private int delete(List<Long> ids, long millis) {
        return work.inTransaction("purge", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TokenSql.DELETE_DEAD)) {
                int deleted = 0;
                for (long id : ids) {
                    statement.setLong(1, id);
                    statement.setLong(2, millis);
                    statement.setLong(3, millis);
                    deleted += statement.executeUpdate();
                }
                return deleted;
            }
        });
    }
}
