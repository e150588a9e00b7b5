package dev.patkit.jdbc;

import dev.patkit.store.Change;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of {@code pat_owner}. Whatever issues tokens to an owner, or changes all of the owner's, first updates that
 * row: so no token is issued that a suspension running at the same time does not see, whatever the isolation.
 */
final class OwnerRows {
    private static final String TAKE = "UPDATE pat_owner SET changes = changes + 1 WHERE owner = ?";

    private static final String EXISTS = "SELECT owner FROM pat_owner WHERE owner = ?";

    static final String ADD = "INSERT INTO pat_owner (owner, changes) VALUES (?, 1)";

    static final String SUSPEND = "UPDATE pat_owner SET suspended_at = ? WHERE owner = ? AND suspended_at IS NULL";

    private static final String REINSTATE =
            "UPDATE pat_owner SET suspended_at = NULL WHERE owner = ? AND suspended_at IS NOT NULL";

    private static final String SUSPENDED = "SELECT owner FROM pat_owner WHERE owner = ? AND suspended_at IS NOT NULL";

    private final ChangeScope scope;
    private final UniqueInserts inserts;

    OwnerRows(ChangeScope scope, UniqueInserts inserts) {
        this.scope = scope;
        this.inserts = inserts;
    }

    /**
     * Takes the rows of all owners that a change concerns, in one order. False if a row could neither be updated nor
     * added.
     */
    boolean take(Change change) throws SQLException {
        for (Map.Entry<String, Boolean> owner : needed(change).entrySet()) {
            if (!take(owner.getKey()) && owner.getValue() && !addOrTake(owner.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** Owners, and whether each needs a row. An owner without one has no tokens to revoke and is not suspended. */
    private static Map<String, Boolean> needed(Change change) {
        Map<String, Boolean> owners = new TreeMap<>();
        change.revocations().stream()
                .filter(revocation -> revocation.id().isEmpty())
                .forEach(revocation -> owners.put(revocation.owner(), false));
        change.suspensions().forEach(part -> owners.merge(part.owner(), part.suspended(), Boolean::logicalOr));
        change.insertions().forEach(part -> owners.put(part.row().token().owner(), true));
        return owners;
    }

    /** In a transaction of the caller's that may lock gaps, not where no row is seen: that would lock the gap. */
    private boolean take(String owner) throws SQLException {
        if (scope.mayHideRows() && !inserts.haveSavepoints() && !scope.session().exists(EXISTS, owner)) {
            return false;
        }
        return scope.session().update(TAKE, owner) > 0;
    }

    private boolean addOrTake(String owner) throws SQLException {
        return inserts.add(() -> scope.session().update(ADD, owner)) || (inserts.haveSavepoints() && take(owner));
    }

    /** Sets or clears an owner's suspension, on all of the owner's tokens, too. Returns whether it was different. */
    boolean setSuspended(Change.Suspension suspension) throws SQLException {
        String owner = suspension.owner();
        boolean changed =
                suspension.suspended() ? suspend(owner, suspension.at().toEpochMilli()) : reinstate(owner);
        boolean suspended = scope.session().exists(SUSPENDED, owner);
        UniqueInserts.requireStored(suspended == suspension.suspended() ? 1 : 0);
        return changed;
    }

    private boolean suspend(String owner, long millis) throws SQLException {
        boolean changed = scope.session().update(SUSPEND, millis, owner) > 0;
        OwnersTokens.SUSPEND.all(scope, millis, owner);
        return changed;
    }

    private boolean reinstate(String owner) throws SQLException {
        boolean changed = scope.session().update(REINSTATE, owner) > 0;
        OwnersTokens.REINSTATE.all(scope, null, owner);
        return changed;
    }
}
