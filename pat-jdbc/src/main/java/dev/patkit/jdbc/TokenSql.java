package dev.patkit.jdbc;

/**
 * The statements about tokens, owners and epochs. One text runs on all databases, except for one of PostgreSQL's own
 * and the end of a query on MariaDB and MySQL. All values are bound.
 */
final class TokenSql {
    /** In the order in which {@link TokenRows} reads and binds them. */
    static final String COLUMNS = """
            t.id, t.owner, t.name, t.description, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,
            t.secret_hash, t.secret_check, t.suspended_at
            """;

    static final String LIST = "SELECT " + COLUMNS + "FROM pat_token t WHERE t.owner = ?";
    static final String LIST_NOT_REVOKED = " AND t.revoked_at IS NULL";
    static final String LIST_AFTER = " AND (t.created_at < ? OR (t.created_at = ? AND t.id < ?))";
    static final String LIST_END = " ORDER BY t.created_at DESC, t.id DESC LIMIT ?";

    static final String INSERT = """
            INSERT INTO pat_token (id, owner, name, description, scopes, created_at, expires_at, last_used_at,
                revoked_at, secret_hash, secret_check, live, suspended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT suspended_at FROM pat_owner WHERE owner = ?))
            """;

    static final String HAS_ID = "SELECT 1 FROM pat_token WHERE id = ?";

    static final String HAS_LIVE_NAME = "SELECT 1 FROM pat_token WHERE owner = ? AND name = ? AND live = 1";

    static final String EXPIRED_NAME =
            "SELECT id FROM pat_token WHERE owner = ? AND name = ? AND live = 1 AND expires_at <= ?";

    /** By primary key, which locks no other row. */
    static final String RELEASE_NAME = "UPDATE pat_token SET live = NULL WHERE id = ? AND live = 1 AND expires_at <= ?";

    static final String RAISE_EPOCH = "UPDATE pat_epoch SET epoch = epoch + ? WHERE shard = ?";

    static final String REVOKED_BEFORE = "SELECT id FROM pat_token WHERE revoked_at < ? ORDER BY revoked_at LIMIT ?";

    static final String EXPIRED_BEFORE = "SELECT id FROM pat_token WHERE expires_at < ? ORDER BY expires_at LIMIT ?";

    static final String DELETE_DEAD = "DELETE FROM pat_token WHERE id = ? AND (revoked_at < ? OR expires_at < ?)";

    private TokenSql() {}
}
