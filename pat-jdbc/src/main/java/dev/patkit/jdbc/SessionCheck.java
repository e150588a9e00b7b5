package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Refuses a connection whose settings would break a promise. */
record SessionCheck(Dialect dialect) {
    boolean run(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
            throw SelfCheck.refused(
                    "uncommitted rows would be read; set the isolation to READ COMMITTED or stricter", null);
        }
        if (connection.isReadOnly()) {
            throw SelfCheck.refused("the connection is read-only; give PatKit one that may write", null);
        }
        for (SessionSetting setting : dialect.settings()) {
            require(connection, setting);
        }
        return true;
    }

    private static void require(Connection connection, SessionSetting setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery(setting.query())) {
            if (!value.next() || !setting.expected().equalsIgnoreCase(value.getString(1))) {
                throw SelfCheck.refused(setting.cure(), null);
            }
        }
    }
}
