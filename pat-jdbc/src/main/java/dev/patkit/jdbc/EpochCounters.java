package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.Epochs;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.concurrent.ThreadLocalRandom;

/** The rows of {@code pat_epoch}: one per shard, raised by the database itself in the transaction of the change. */
final class EpochCounters {
    private static final int REPLICA = 3;
    private static final long MISSING = -1;
    /** Leaves room for 2.7 · 10^11 changes of each shard. */
    private static final long MAX_STEP = 1L << 26;

    private EpochCounters() {}

    /** Raises the epochs of several shards, in ascending order so that two transactions do not block each other. */
    static void raise(Session session, String operation, SortedSet<Integer> shards) throws SQLException {
        for (int shard : shards) {
            raise(session, operation, shard);
        }
    }

    /**
     * Raises a shard's epoch by a random step, so that a counter which fell back, because a failover or a restored
     * backup lost a change, never has an earlier value again (decision 0022). Where it cannot be raised, the change
     * must not be done either.
     */
    private static void raise(Session session, String operation, int shard) throws SQLException {
        raise(session, operation, shard, ThreadLocalRandom.current().nextLong(1, MAX_STEP));
    }

    static void raise(Session session, String operation, int shard, long step) throws SQLException {
        if (session.update(TokenSql.RAISE_EPOCH, step, shard) != 1) {
            throw incomplete(operation);
        }
    }

    private static UnavailableException incomplete(String operation) {
        return UnavailableException.store(
                operation,
                "pat_epoch lacks rows; it needs the " + Epochs.SHARDS + " that PatKit's scripts put into it",
                null);
    }

    static Epochs read(Session session, String operation, ReadSql sql) throws SQLException {
        long[] counters = new long[Epochs.SHARDS];
        Arrays.fill(counters, MISSING);
        try (PreparedStatement statement = session.prepare(sql.epochs());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ReplicaAnswer.refuse(operation, session, rows, REPLICA);
                counters[rows.getInt(1)] = rows.getLong(2);
            }
        }
        if (Arrays.stream(counters).anyMatch(counter -> counter == MISSING)) {
            throw incomplete(operation);
        }
        return Epochs.of(counters);
    }
}
