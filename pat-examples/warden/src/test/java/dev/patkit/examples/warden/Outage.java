package dev.patkit.examples.warden;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Simulates a database outage: a table is renamed for a while, so queries on it fail. */
final class Outage {
    private Outage() {}

    /** Runs an action while a table is missing. */
    static void of(String table, RunningWarden warden, Runnable action) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(warden.settings().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " RENAME TO lost");
            try {
                action.run();
            } finally {
                statement.execute("ALTER TABLE lost RENAME TO " + table);
            }
        }
    }
}
