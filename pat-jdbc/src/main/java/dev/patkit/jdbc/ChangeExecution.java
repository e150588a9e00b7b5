package dev.patkit.jdbc;

import dev.patkit.store.AuditEvent;
import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One execution of a change inside a transaction. With savepoints the transaction stays usable after a duplicate key,
 * so that it can be seen what is in the way; without them, which saves round trips, a duplicate key ends the execution.
 */
final class ChangeExecution {
    static final String OPERATION = "apply";

    private final Connection connection;
    private final AuditTable audit;
    private final UniqueInserts inserts;
    private final ConflictingRows conflicting;
    private final SortedSet<Integer> shards = new TreeSet<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private int revoked;

    ChangeExecution(Connection connection, AuditTable audit, UniqueInserts inserts, ConflictingRows conflicting) {
        this.connection = connection;
        this.audit = audit;
        this.inserts = inserts;
        this.conflicting = conflicting;
    }

    /**
     * Executes all parts. If the outcome is empty or a refusal, what was done has to be rolled back. Empty means that a
     * duplicate key ended the execution and that it is to be repeated, with savepoints.
     */
    Optional<Change.Outcome> run(Change change) throws SQLException {
        for (Change.Revocation revocation : change.revocations()) {
            revoke(revocation);
        }
        for (Change.Suspension suspension : change.suspensions()) {
            if (!setSuspended(suspension)) {
                return Optional.empty();
            }
        }
        for (Change.Insertion insertion : change.insertions()) {
            if (!insert(insertion)) {
                return inserts.haveSavepoints()
                        ? conflicting.clashOf(insertion.row().token())
                        : Optional.empty();
            }
        }
        recordEffects();
        return Optional.of(
                new Change.Outcome(events.isEmpty() ? Change.Result.UNCHANGED : Change.Result.APPLIED, revoked));
    }

    private void recordEffects() throws SQLException {
        EpochCounters.raise(connection, OPERATION, shards);
        for (AuditEvent event : events) {
            UniqueInserts.requireStored(audit.record(connection, event));
        }
    }

    private void revoke(Change.Revocation revocation) throws SQLException {
        int count = PartStatements.revoke(connection, revocation);
        if (count > 0) {
            revoked += count;
            tookEffect(revocation.event(), revocation.shard());
        }
    }

    private void tookEffect(AuditEvent event, int shard) {
        events.add(event);
        shards.add(shard);
    }

    /** False if a duplicate key was in the way and it could not be seen that the owner is suspended already. */
    private boolean setSuspended(Change.Suspension suspension) throws SQLException {
        boolean changed = suspension.suspended()
                ? inserts.add(() -> PartStatements.suspend(connection, suspension))
                : PartStatements.reinstate(connection, suspension) > 0;
        if (changed) {
            tookEffect(suspension.event(), suspension.shard());
        }
        return changed
                || !suspension.suspended()
                || (inserts.haveSavepoints() && conflicting.showSuspended(suspension.owner()));
    }

    /** The repetition begins with taking the name over from an expired token, if one holds it. */
    private boolean insert(Change.Insertion insertion) throws SQLException {
        Token token = insertion.row().token();
        if (inserts.haveSavepoints() && conflicting.holdNameAfterExpiry(token)) {
            PartStatements.releaseExpiredName(connection, token);
        }
        boolean added = inserts.add(() -> TokenInsert.run(connection, insertion.row()));
        if (added) {
            events.add(insertion.event());
        }
        return added;
    }
}
