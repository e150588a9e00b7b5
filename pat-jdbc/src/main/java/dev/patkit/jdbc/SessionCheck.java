package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Refuses a connection whose settings would break a promise. */
record SessionCheck(Dialect dialect) {
    boolean run(Session session) throws SQLException {
        if (dialect != Dialect.POSTGRESQL // where it is the same as READ COMMITTED, and asking is a query
                && session.connection().getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
            throw SelfCheck.refused(
                    "uncommitted rows would be read; set the isolation to READ COMMITTED or stricter", null);
        }
        if (session.connection().isReadOnly()) {
            throw SelfCheck.refused("the connection is read-only; give PatKit one that may write", null);
        }
        requireSettings(session);
        return true;
    }

    /** In one query. */
    private void requireSettings(Session session) throws SQLException {
        String sql = dialect.settings().stream()
                .map(setting -> "(" + setting.query() + ")")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet values = statement.executeQuery()) {
            boolean found = values.next();
            int column = 0;
            for (SessionSetting setting : dialect.settings()) {
                column++;
                if (!found || !setting.expected().equalsIgnoreCase(values.getString(column))) {
                    throw SelfCheck.refused(setting.cure(), null);
                }
            }
        }
    }
}
