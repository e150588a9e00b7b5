package dev.patkit.jdbc;

/** The statements that write uses back. All values are bound. */
final class UseSql {
    static final String MARK =
            "UPDATE pat_token SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    private static final String OLDER = """
            FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[])) AS u (id, used_at)
            JOIN pat_token t ON t.id = u.id AND (t.last_used_at IS NULL OR t.last_used_at < u.used_at)
            """;

    /** Of many tokens, where the database takes arrays, except for those that somebody has locked. */
    static final String MARK_ALL = "UPDATE pat_token m SET last_used_at = l.used_at FROM (SELECT t.id, u.used_at "
            + OLDER + "ORDER BY t.id FOR NO KEY UPDATE OF t SKIP LOCKED) l WHERE m.id = l.id";

    /** What {@link #MARK_ALL} has left. */
    static final String UNMARKED = "SELECT t.id " + OLDER;

    static final String UPGRADE = "UPDATE pat_token SET secret_hash = ? WHERE id = ? AND secret_hash = ?";

    static final String UPGRADE_UNLESS_LOCKED = "UPDATE pat_token SET secret_hash = ? WHERE id ="
            + " (SELECT id FROM pat_token WHERE id = ? AND secret_hash = ? FOR NO KEY UPDATE SKIP LOCKED)";

    private UseSql() {}

    /** Which of so many tokens there are. */
    static String exist(int placeholders) {
        return "SELECT id FROM pat_token WHERE id IN (?" + ", ?".repeat(placeholders - 1) + ")";
    }

    /** Locks those of so many tokens that nobody has locked. */
    static String lock(int placeholders) {
        return exist(placeholders) + " FOR UPDATE SKIP LOCKED";
    }
}
