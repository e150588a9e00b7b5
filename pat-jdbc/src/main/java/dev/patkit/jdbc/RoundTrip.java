package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Requires that what is written comes back exactly as it was. */
final class RoundTrip {
    static final String INEXACT =
            "the tables do not keep or compare texts and numbers exactly; use the column types and"
                    + " collations of PatKit's scripts";

    private RoundTrip() {}

    static void require(boolean exact) {
        if (!exact) {
            throw SelfCheck.refused(INEXACT, null);
        }
    }

    /** Reads a row. */
    interface Reading<T> {
        T read() throws SQLException;
    }

    /** Requires that a row can be understood. */
    static <T> T understood(Reading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            throw UnavailableException.store(SelfCheck.OPERATION, INEXACT, e);
        }
    }

    static boolean isSame(@Nullable StoredToken found, StoredToken row, boolean suspended) {
        return found != null
                && found.token().equals(row.token())
                && found.hash().sameAs(row.hash())
                && found.secretCheck().equals(row.secretCheck())
                && found.ownerSuspended() == suspended;
    }
}
