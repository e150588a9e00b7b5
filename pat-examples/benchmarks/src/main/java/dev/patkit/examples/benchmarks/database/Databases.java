package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The databases of the server that a system property names. Each is made when it is first asked for and then kept, so
 * that all forks of a run read the same rows.
 */
public final class Databases {
    /** The system property with {@link DatabaseServer#url()}. */
    public static final String PROPERTY = "patkit.bench.postgres";

    /** The system property with the address of the same server by way of a {@link DelayProxy}. */
    public static final String DELAYED_PROPERTY = PROPERTY + ".delayed";

    /** Connections of a pool, as HikariCP has by default. */
    public static final int POOL_SIZE = 10;

    private Databases() {}

    /** What fills a new database. */
    interface Filling {
        void fill(Connection connection) throws SQLException;
    }

    /**
     * The URL of a database.
     *
     * @param name its name
     * @return a JDBC URL
     * @throws IllegalStateException if no server is named
     */
    public static String url(String name) {
        return url(PROPERTY, name);
    }

    /**
     * The URL of a database by way of the {@link DelayProxy}.
     *
     * @param name its name
     * @return a JDBC URL
     * @throws IllegalStateException if no proxy is named
     */
    public static String delayedUrl(String name) {
        return url(DELAYED_PROPERTY, name);
    }

    private static String url(String property, String name) {
        String server = System.getProperty(property);
        if (server == null) {
            throw new IllegalStateException(
                    "no PostgreSQL to measure on: start a DatabaseServer and pass its address to the"
                            + " forks, as the JVM argument -D" + property + "=jdbc:postgresql://127.0.0.1:<port>/");
        }
        return server + name + "?user=postgres";
    }

    /**
     * A pool of {@value #POOL_SIZE} connections in autocommit.
     *
     * @param url a JDBC URL
     * @return the pool, to be closed
     */
    public static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL_SIZE);
        return new HikariDataSource(config);
    }

    /** Makes a database unless it is there. */
    static void fillOnce(String name, Filling filling) throws SQLException {
        makeOnce(name, "", unfinished -> {
            long start = System.nanoTime();
            try (Connection connection = DriverManager.getConnection(url(unfinished))) {
                filling.fill(connection);
                execute(connection, "CHECKPOINT");
            }
            System.out.printf(Locale.ROOT, "%s was filled in %.1f s%n", name, (System.nanoTime() - start) / 1e9);
        });
    }

    /** Copies a database, to which nobody is connected, unless the copy is there. */
    static void copyOnce(String name, String source) throws SQLException {
        makeOnce(name, " TEMPLATE " + source + " STRATEGY file_copy", unfinished -> {});
    }

    private interface Making {
        void make(String unfinished) throws SQLException;
    }

    /** Under another name until all is in it: what a killed fork leaves is made anew. */
    private static void makeOnce(String name, String options, Making making) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            if (!exists(connection, name)) {
                String unfinished = name + "_unfinished";
                execute(connection, "DROP DATABASE IF EXISTS " + unfinished);
                execute(connection, "CREATE DATABASE " + unfinished + options);
                making.make(unfinished);
                execute(connection, "ALTER DATABASE " + unfinished + " RENAME TO " + name);
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * Makes an empty database.
     *
     * @param name its name
     * @throws SQLException if it is there, or the server fails
     */
    public static void create(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            execute(connection, "CREATE DATABASE " + name);
        }
    }

    /** Deletes a database. */
    static void drop(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            execute(connection, "DROP DATABASE " + name);
        }
    }

    /**
     * Runs a statement.
     *
     * @param connection where
     * @param sql the statement
     * @throws SQLException if the server fails
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
