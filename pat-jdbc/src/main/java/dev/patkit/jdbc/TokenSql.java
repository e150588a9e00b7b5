package dev.patkit.jdbc;

/**
 * The statements about tokens, owners and epochs. One text runs on all databases, except for one of PostgreSQL's own
 * and the end of a query on MariaDB and MySQL. All values are bound.
 */
final class TokenSql {
    /** In the order in which {@link TokenRows} reads and binds them. */
    static final String COLUMNS = """
            t.id, t.owner, t.name, t.description, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,
            t.secret_hash, t.secret_check
            """;

    static final String LIST = "SELECT " + COLUMNS + "FROM pat_token t WHERE t.owner = ?";
    static final String LIST_NOT_REVOKED = " AND t.revoked_at IS NULL";
    static final String LIST_AFTER = " AND (t.created_at < ? OR (t.created_at = ? AND t.id < ?))";
    static final String LIST_END = " ORDER BY t.created_at DESC, t.id DESC LIMIT ?";

    static final String INSERT = """
            INSERT INTO pat_token (id, owner, name, description, scopes, created_at, expires_at, last_used_at,
                revoked_at, secret_hash, secret_check, live)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static final String HAS_ID = "SELECT 1 FROM pat_token WHERE id = ?";

    static final String HAS_LIVE_NAME = "SELECT 1 FROM pat_token WHERE owner = ? AND name = ? AND live = 1";

    static final String HAS_EXPIRED_NAME = HAS_LIVE_NAME + " AND expires_at <= ?";

    /** Ends a query, on MariaDB and MySQL, that is to see rows committed after the transaction's snapshot. */
    static final String BEYOND_THE_SNAPSHOT = " LOCK IN SHARE MODE";

    static final String RELEASE_EXPIRED_NAME =
            "UPDATE pat_token SET live = NULL WHERE owner = ? AND name = ? AND live = 1 AND expires_at <= ?";

    static final String REVOKE_ALL =
            "UPDATE pat_token SET revoked_at = ?, live = NULL WHERE owner = ? AND revoked_at IS NULL";
    static final String REVOKE_ONE = REVOKE_ALL + " AND id = ?";

    static final String SUSPEND = "INSERT INTO pat_suspended_owner (owner, suspended_at) VALUES (?, ?)";

    static final String REINSTATE = "DELETE FROM pat_suspended_owner WHERE owner = ?";

    static final String IS_SUSPENDED = "SELECT owner FROM pat_suspended_owner WHERE owner = ?";

    static final String RAISE_EPOCH = "UPDATE pat_epoch SET epoch = epoch + ? WHERE shard = ?";

    static final String MARK_USED =
            "UPDATE pat_token SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    /** For databases that take arrays: {@link #MARK_USED} of many tokens. */
    static final String MARK_ALL_USED = """
            UPDATE pat_token t SET last_used_at = u.used_at
            FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[])) AS u (id, used_at)
            WHERE t.id = u.id AND (t.last_used_at IS NULL OR t.last_used_at < u.used_at)""";

    static final String UPGRADE_HASH = "UPDATE pat_token SET secret_hash = ? WHERE id = ? AND secret_hash = ?";

    static final String REVOKED_BEFORE = "SELECT id FROM pat_token WHERE revoked_at < ? ORDER BY revoked_at LIMIT ?";

    static final String EXPIRED_BEFORE = "SELECT id FROM pat_token WHERE expires_at < ? ORDER BY expires_at LIMIT ?";

    static final String DELETE_DEAD = "DELETE FROM pat_token WHERE id = ? AND (revoked_at < ? OR expires_at < ?)";

    private TokenSql() {}
}
