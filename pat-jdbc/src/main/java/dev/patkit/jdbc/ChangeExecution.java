package dev.patkit.jdbc;

import dev.patkit.store.AuditEvent;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a change inside a transaction. With savepoints the transaction stays usable after a duplicate key, so that it
 * can be seen what is in the way; without them, which saves round trips, a duplicate key ends the execution.
 */
final class ChangeExecution {
    static final String OPERATION = "apply";

    private final Connection connection;
    private final Dialect dialect;
    private final AuditTable audit;
    private final boolean withSavepoints;
    private final SortedSet<Integer> shards = new TreeSet<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private int revoked;
    private @Nullable SQLException duplicate;

    ChangeExecution(Connection connection, Dialect dialect, AuditTable audit, boolean withSavepoints) {
        this.connection = connection;
        this.dialect = dialect;
        this.audit = audit;
        this.withSavepoints = withSavepoints;
    }

    /**
     * Executes all parts. If the outcome is empty or a refusal, what was done has to be rolled back. Empty means that a duplicate
     * key ended the execution and that it is to be repeated, with savepoints.
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
                return withSavepoints ? clashOf(insertion.row().token()) : Optional.empty();
            }
        }
        EpochCounters.raise(connection, OPERATION, shards);
        for (AuditEvent event : events) {
            audit.record(connection, event);
        }
        return Optional.of(
                new Change.Outcome(events.isEmpty() ? Change.Result.UNCHANGED : Change.Result.APPLIED, revoked));
    }

    private void revoke(Change.Revocation revocation) throws SQLException {
        long millis = revocation.at().toEpochMilli();
        int count = revocation.id().isPresent()
                ? Statements.update(
                        connection,
                        TokenSql.REVOKE_ONE,
                        millis,
                        revocation.owner(),
                        revocation.id().get().value())
                : Statements.update(connection, TokenSql.REVOKE_ALL, millis, revocation.owner());
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
        String owner = suspension.owner();
        boolean changed = suspension.suspended()
                ? add(() -> Statements.update(
                        connection, TokenSql.SUSPEND, owner, suspension.at().toEpochMilli()))
                : Statements.update(connection, TokenSql.REINSTATE, owner) > 0;
        if (changed) {
            tookEffect(suspension.event(), suspension.shard());
        }
        return changed
                || !suspension.suspended()
                || (withSavepoints && Statements.exists(connection, TokenSql.IS_SUSPENDED, owner));
    }

    /** An INSERT that may meet a duplicate key. */
    private interface Insert {
        int run() throws SQLException;
    }

    private boolean add(Insert insert) throws SQLException {
        Savepoint before = withSavepoints ? connection.setSavepoint() : null;
        try {
            insert.run();
        } catch (SQLException e) {
            if (!dialect.isDuplicate(e)) {
                throw e;
            }
            duplicate = e;
            if (before != null) {
                connection.rollback(before);
            }
            return false;
        }
        if (before != null) {
            connection.releaseSavepoint(before);
        }
        return true;
    }

    /** The repetition begins with taking the name over from an expired token, if one holds it. */
    private boolean insert(Change.Insertion insertion) throws SQLException {
        Token token = insertion.row().token();
        if (withSavepoints) {
            long now = token.createdAt().toEpochMilli();
            Statements.update(connection, TokenSql.RELEASE_EXPIRED_NAME, token.owner(), token.name(), now);
        }
        boolean added = add(() -> insert(insertion.row()));
        if (added) {
            events.add(insertion.event());
        }
        return added;
    }

    private int insert(StoredToken row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TokenSql.INSERT)) {
            TokenRows.bind(insert, row);
            return insert.executeUpdate();
        }
    }

    /** What is in the way of a token; empty if that is gone by now. */
    private Optional<Change.Outcome> clashOf(Token token) throws SQLException {
        if (Statements.exists(connection, TokenSql.HAS_ID, token.id().value())) {
            return Optional.of(Change.Outcome.refused(Change.Result.ID_TAKEN));
        }
        return Statements.exists(connection, TokenSql.HAS_LIVE_NAME, token.owner(), token.name())
                ? Optional.of(Change.Outcome.refused(Change.Result.NAME_TAKEN))
                : Optional.empty();
    }

    /** The duplicate key that was met last. */
    @Nullable
    SQLException duplicate() {
        return duplicate;
    }
}
