package dev.patkit.jdbc;

import dev.patkit.store.AuditEvent;
import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One execution of a change inside a transaction. All changes lock in one order: owners, their tokens, epochs. With
 * savepoints the transaction stays usable after a duplicate key, so that it can be seen what is in the way; without
 * them, which saves round trips, a duplicate key ends the execution.
 */
final class ChangeExecution {
    static final String OPERATION = "apply";

    private final ChangeScope scope;
    private final UniqueInserts inserts;
    private final OwnerRows owners;
    private final ConflictingRows conflicting;
    private final SortedSet<Integer> shards = new TreeSet<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private int revoked;

    ChangeExecution(ChangeScope scope, UniqueInserts inserts) {
        this.scope = scope;
        this.inserts = inserts;
        owners = new OwnerRows(scope, inserts);
        conflicting = new ConflictingRows(scope);
    }

    /**
     * Executes all parts. If the outcome is empty or a refusal, what was done has to be rolled back. Empty means that a
     * duplicate key ended the execution and that it is to be repeated, with savepoints.
     */
    Optional<Change.Outcome> run(Change change) throws SQLException {
        if (!owners.take(change)) {
            return Optional.empty();
        }
        for (Change.Revocation revocation : change.revocations()) {
            revoke(revocation);
        }
        for (Change.Suspension suspension : change.suspensions()) {
            setSuspended(suspension);
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

    /** Epochs last: they are shared by many owners, so their locks are held for the shortest time. */
    private void recordEffects() throws SQLException {
        scope.audit().record(scope.session(), events);
        EpochCounters.raise(scope.session(), OPERATION, shards);
    }

    private void revoke(Change.Revocation revocation) throws SQLException {
        long millis = revocation.at().toEpochMilli();
        String owner = revocation.owner();
        int count = revocation.id().isPresent()
                ? OwnersTokens.REVOKE.one(
                        scope, millis, owner, revocation.id().get().value())
                : OwnersTokens.REVOKE.all(scope, millis, owner);
        if (count > 0) {
            revoked += count;
            tookEffect(revocation.event(), revocation.shard());
        }
    }

    private void setSuspended(Change.Suspension suspension) throws SQLException {
        if (owners.setSuspended(suspension)) {
            tookEffect(suspension.event(), suspension.shard());
        }
    }

    private void tookEffect(AuditEvent event, int shard) {
        events.add(event);
        shards.add(shard);
    }

    /** The repetition begins with taking the name over from an expired token, if one holds it. */
    private boolean insert(Change.Insertion insertion) throws SQLException {
        Token token = insertion.row().token();
        if (inserts.haveSavepoints()) {
            conflicting.releaseExpiredName(token);
        }
        boolean added = inserts.add(() -> TokenInsert.run(scope.session(), insertion.row()));
        if (added) {
            events.add(insertion.event());
        }
        return added;
    }
}
