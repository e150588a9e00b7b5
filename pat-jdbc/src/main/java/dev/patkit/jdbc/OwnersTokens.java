package dev.patkit.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update of an owner's tokens: of one of them, or of all that are in a state. Rows are locked by primary key and in
 * the order of their ids, whatever plan the optimiser chooses: so two updates do not deadlock, and none touches another
 * owner's rows. What a trigger keeps from being updated is unavailable.
 */
enum OwnersTokens {
    REVOKE("revoked_at = ?, live = NULL", "revoked_at IS NULL"),
    SUSPEND("suspended_at = ?", "suspended_at IS NULL"),
    REINSTATE("suspended_at = ?", "suspended_at IS NOT NULL");

    private static final String AND_ID = " AND id = ?";
    private static final String IN_ORDER = " ORDER BY id";

    private final String ids;
    private final String updateAll;
    private final String updateOne;

    OwnersTokens(String assignment, String state) {
        String ofOwner = " WHERE owner = ? AND " + state;
        ids = "SELECT id FROM pat_token" + ofOwner;
        updateAll = "UPDATE pat_token t SET " + assignment + " FROM (" + ids + IN_ORDER
                + " FOR UPDATE) l WHERE t.id = l.id";
        updateOne = "UPDATE pat_token SET " + assignment + ofOwner + AND_ID;
    }

    /** Updates one token and returns how many were in the state. */
    int one(ChangeScope scope, @Nullable Long millis, String owner, long id) throws SQLException {
        int updated = scope.session().update(updateOne, millis, owner, id);
        if (updated == 0 && scope.session().exists(scope.beyondSnapshot(ids + AND_ID), owner, id)) {
            // Unless a trigger prevents it, the token has come to be in this moment.
            updated = scope.session().update(updateOne, millis, owner, id);
            UniqueInserts.requireStored(updated);
        }
        return updated;
    }

    /** Updates all tokens in the state and returns how many they were. */
    int all(ChangeScope scope, @Nullable Long millis, String owner) throws SQLException {
        int updated = scope.dialect().takesArrays()
                ? scope.session().update(updateAll, millis, owner)
                : each(scope, millis, owner);
        if (scope.session().exists(scope.beyondSnapshot(ids), owner)) {
            UniqueInserts.requireStored(0);
        }
        return updated;
    }

    private int each(ChangeScope scope, @Nullable Long millis, String owner) throws SQLException {
        Session session = scope.session();
        List<Long> found = session.ids(scope.beyondSnapshot(ids + IN_ORDER), owner);
        if (found.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = session.prepare(updateOne)) {
            for (long id : found) {
                Session.bind(statement, millis, owner, id);
                statement.addBatch();
            }
            // A driver that does not tell a count has updated the row.
            return (int) Arrays.stream(statement.executeBatch())
                    .filter(count -> count != 0)
                    .count();
        }
    }
}
