package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Requires that what is written comes back exactly as it was. */
record RoundTrip(TokenRows rows, ReadSql sql) {
    static final String INEXACT =
            "the tables do not keep or compare texts and numbers exactly; use the column types and"
                    + " collations of PatKit's scripts";

    static void require(boolean exact) {
        if (!exact) {
            throw UnavailableException.store("start-up", INEXACT, null);
        }
    }

    /** Requires it of a token whose owner is suspended or not. */
    void require(Session session, StoredToken row, boolean suspended) throws SQLException {
        TokenInsert.run(session, row);
        try (PreparedStatement statement = session.prepare(sql.find())) {
            statement.setLong(1, row.token().id().value());
            try (ResultSet found = statement.executeQuery()) {
                require(found.next() && isSame(rows.stored(found), row, suspended));
            }
        } catch (UnavailableException e) {
            throw UnavailableException.store("start-up", INEXACT, e);
        }
    }

    private static boolean isSame(StoredToken found, StoredToken row, boolean suspended) {
        return found.token().equals(row.token())
                && found.hash().sameAs(row.hash())
                && found.secretCheck().equals(row.secretCheck())
                && found.ownerSuspended() == suspended;
    }

    /** Requires that an owner is found by its own name, and no other owner with it. */
    void requireOneSuspended(Session session, String owner) throws SQLException {
        try (PreparedStatement statement = session.prepare(OwnerRows.SUSPENDED)) {
            statement.setString(1, owner);
            List<String> found = new ArrayList<>();
            try (ResultSet owners = statement.executeQuery()) {
                while (owners.next()) {
                    found.add(owners.getString(1));
                }
            }
            require(found.equals(List.of(owner)));
        }
    }
}
