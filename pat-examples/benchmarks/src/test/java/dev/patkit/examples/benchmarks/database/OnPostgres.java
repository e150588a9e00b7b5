package dev.patkit.examples.benchmarks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server for the tests of a class, found as forks find theirs. */
abstract class OnPostgres {
    static DatabaseServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DatabaseServer.start();
        System.setProperty(Databases.PROPERTY, server.url());
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty(Databases.PROPERTY);
        server.close();
    }

    /** The first value that a query finds. */
    static String ask(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Databases.url(database));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
