package dev.patkit.jdbc;

import java.util.List;

/** Deletes dead tokens, in batches that hold no long locks. */
record TokenPurger(DeadTokens dead) {
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
            List<Long> ids = dead.find(sql, millis, Math.min(limit - deleted, BATCH));
            if (ids.isEmpty()) {
                break;
            }
            deleted += dead.delete(ids, millis, raising);
        }
        return deleted;
    }
}
