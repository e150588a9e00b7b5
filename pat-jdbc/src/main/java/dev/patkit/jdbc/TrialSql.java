package dev.patkit.jdbc;

/** The statements of the start-up check, about rows that are its own. */
final class TrialSql {
    static final String EPOCH = "SELECT epoch FROM pat_epoch WHERE shard = ?";

    /** Every event with all that have the same owner. */
    static final String EVENTS_OF_THE_SAME_OWNER = """
            SELECT e.happened_at, e.token_id, e.action, e.actor, e.owner
            FROM pat_audit a JOIN pat_audit e ON e.owner = a.owner WHERE a.owner IN (""";

    private TrialSql() {}
}
