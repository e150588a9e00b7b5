package dev.patkit.jdbc;

import java.sql.SQLException;

/**
 * Takes texts out of a driver's exceptions that may quote a row, with its stored hash: databases do so where a
 * constraint refuses a row or a value does not fit its column. The SQLSTATE, the error code and the place stay.
 */
final class QuotedRows {
    private static final int MYSQL_CHECK_VIOLATED = 3819;

    private QuotedRows() {}

    /** The same failure without such texts; itself if it has none. */
    static Throwable removedFrom(Throwable failure) {
        if (!(failure instanceof SQLException e) || !mayQuote(e)) {
            return failure;
        }
        SQLException bare = new SQLException(
                e.getClass().getName() + ", whose text may quote a row and is left out",
                e.getSQLState(),
                e.getErrorCode());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }

    /** Whether it says that data does not fit (class 22) or breaks a constraint (23; on MySQL, a check has none). */
    private static boolean mayQuote(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || e.getErrorCode() == MYSQL_CHECK_VIOLATED;
    }
}
