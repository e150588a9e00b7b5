package dev.patkit.examples.warden;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of which a table is away for a while: what asks for it fails. */
final class Outage {
    private Outage() {}

    /** Does something while a table is away. */
    static void of(String table, RunningWarden warden, Runnable meanwhile) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(warden.settings().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " RENAME TO lost");
            try {
                meanwhile.run();
            } finally {
                statement.execute("ALTER TABLE lost RENAME TO " + table);
            }
        }
    }
}
