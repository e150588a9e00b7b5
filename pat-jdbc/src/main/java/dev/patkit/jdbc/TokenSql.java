package dev.patkit.jdbc;

import java.util.List;
import java.util.stream.IntStream;

/** Every statement. But for one of PostgreSQL's own, one text runs on all databases; nothing is put into it but bound values. */
final class TokenSql {
    /** In the order in which {@link TokenRow} reads and binds them. */
    private static final String COLUMNS = """
            t.id, t.owner, t.name, t.description, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,
            t.secret_hash, t.secret_check
            """;

    /** A subquery: joined to a table of few suspended owners, PostgreSQL would hash all of those at every call. */
    static final String FIND = "SELECT " + COLUMNS + """
            , (SELECT s.owner FROM pat_suspended_owner s WHERE s.owner = t.owner) AS suspended
            FROM pat_token t WHERE t.id = ?""";

    /** A join: for many rows it is the subquery that would go through all of those again and again. */
    private static final String FIND_IN = "SELECT " + COLUMNS + """
            , s.owner AS suspended
            FROM pat_token t LEFT JOIN pat_suspended_owner s ON s.owner = t.owner
            WHERE t.id IN (?""";

    /** By the power of two of its places: so a connection prepares a handful of statements, not one for each number. */
    private static final List<String> FIND_SEVERAL = IntStream.rangeClosed(
                    0, Integer.numberOfTrailingZeros(SharedReads.MOST))
            .mapToObj(power -> FIND_IN + ", ?".repeat((1 << power) - 1) + ")")
            .toList();

    static final String LIST = "SELECT " + COLUMNS + "FROM pat_token t WHERE t.owner = ?";
    static final String LIST_NOT_REVOKED = " AND t.revoked_at IS NULL";
    static final String LIST_AFTER = " AND (t.created_at < ? OR (t.created_at = ? AND t.id < ?))";
    static final String LIST_END = " ORDER BY t.created_at DESC, t.id DESC LIMIT ?";

    static final String INSERT = """
            INSERT INTO pat_token (id, owner, name, description, scopes, created_at, expires_at, last_used_at, revoked_at,
                secret_hash, secret_check, live)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static final String HAS_ID = "SELECT 1 FROM pat_token WHERE id = ?";

    static final String HAS_LIVE_NAME = "SELECT 1 FROM pat_token WHERE owner = ? AND name = ? AND live = 1";

    static final String RELEASE_EXPIRED_NAME =
            "UPDATE pat_token SET live = NULL WHERE owner = ? AND name = ? AND live = 1 AND expires_at <= ?";

    static final String REVOKE_ALL =
            "UPDATE pat_token SET revoked_at = ?, live = NULL WHERE owner = ? AND revoked_at IS NULL";
    static final String REVOKE_ONE = REVOKE_ALL + " AND id = ?";

    static final String SUSPEND = "INSERT INTO pat_suspended_owner (owner, suspended_at) VALUES (?, ?)";

    static final String REINSTATE = "DELETE FROM pat_suspended_owner WHERE owner = ?";

    static final String IS_SUSPENDED = "SELECT owner FROM pat_suspended_owner WHERE owner = ?";

    static final String RAISE_EPOCH = "UPDATE pat_epoch SET epoch = epoch + 1 WHERE shard = ?";

    static final String EPOCHS = "SELECT shard, epoch FROM pat_epoch WHERE shard >= 0 AND shard < 256";

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

    static final String CLEAR_TRIAL_TOKENS = "DELETE FROM pat_token WHERE owner >= ? AND owner < ?";

    static final String CLEAR_TRIAL_OWNERS = "DELETE FROM pat_suspended_owner WHERE owner >= ? AND owner < ?";

    static final String INSERT_TRIAL_EPOCH = "INSERT INTO pat_epoch (shard, epoch) VALUES (?, ?)";

    static final String CLEAR_TRIAL_EPOCH = "DELETE FROM pat_epoch WHERE shard = ?";

    private TokenSql() {}

    /** How many places the statement has that reads so many rows: the next power of two. */
    static int placesFor(int rows) {
        return rows == 1 ? 1 : Integer.highestOneBit(rows - 1) << 1;
    }

    /** The statement that reads several rows. */
    static String findSeveral(int places) {
        return places == 1 ? FIND : FIND_SEVERAL.get(Integer.numberOfTrailingZeros(places));
    }
}
