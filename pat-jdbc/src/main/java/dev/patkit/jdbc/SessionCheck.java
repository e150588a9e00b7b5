package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Refuses a connection whose settings would break a promise. */
record SessionCheck(Dialect dialect) {
    boolean run(Session session) throws SQLException {
        if (session.connection().getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
            throw SelfCheck.refused(
                    "uncommitted rows would be read; set the isolation to READ COMMITTED or stricter", null);
        }
        if (session.connection().isReadOnly()) {
            throw SelfCheck.refused("the connection is read-only; give PatKit one that may write", null);
        }
        for (SessionSetting setting : dialect.settings()) {
            require(session, setting);
        }
        return true;
    }

    private static void require(Session session, SessionSetting setting) throws SQLException {
        try (PreparedStatement statement = session.prepare(setting.query());
                ResultSet value = statement.executeQuery()) {
            if (!value.next() || !setting.expected().equalsIgnoreCase(value.getString(1))) {
                throw SelfCheck.refused(setting.cure(), null);
            }
        }
    }
}
