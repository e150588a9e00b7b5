package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.util.List;

/** Deletes dead tokens, in batches that hold no long locks. */
record TokenPurger(DeadTokens dead) {
    private static final int BATCH = 1000;
    private static final String KEPT = "something that is not PatKit's, such as a trigger, keeps ";

    /** Deletes what was revoked before an instant, then what has expired before it. */
    int purge(long millis, int limit) {
        int revoked = purge(TokenSql.REVOKED_BEFORE, millis, limit, false);
        return revoked + purge(TokenSql.EXPIRED_BEFORE, millis, limit - revoked, true);
    }

    /**
     * Continues while others delete the same rows, so that fewer than the limit means that none is left; but not where
     * the very rows are found again that could not be deleted.
     */
    private int purge(String sql, long millis, int limit, boolean raising) {
        int deleted = 0;
        List<Long> kept = List.of();
        while (deleted < limit) {
            List<Long> ids = dead.find(sql, millis, Math.min(limit - deleted, BATCH));
            if (ids.isEmpty()) {
                break;
            }
            if (ids.equals(kept)) {
                throw UnavailableException.store("purge", KEPT + ids.size() + " or more dead tokens", null);
            }
            int count = dead.delete(ids, millis, raising);
            kept = count == 0 ? ids : List.of();
            deleted += count;
        }
        return deleted;
    }
}
