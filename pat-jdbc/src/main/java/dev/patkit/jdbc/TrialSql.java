package dev.patkit.jdbc;

/** The statements of the start-up check, about rows that are its own. */
final class TrialSql {
    static final String CLEAR_TOKENS = "DELETE FROM pat_token WHERE owner >= ? AND owner < ?";

    static final String CLEAR_OWNERS = "DELETE FROM pat_owner WHERE owner >= ? AND owner < ?";

    static final String CLEAR_EVENTS = "DELETE FROM pat_audit WHERE owner >= ? AND owner < ?";

    static final String INSERT_EPOCH = "INSERT INTO pat_epoch (shard, epoch) VALUES (?, ?)";

    static final String CLEAR_EPOCH = "DELETE FROM pat_epoch WHERE shard = ?";

    private TrialSql() {}
}
