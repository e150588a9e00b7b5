package dev.patkit.jdbc;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The tables of PatKit, as versioned scripts for each database. Run them with the tool that migrates your schema: for Flyway
 * the location is {@code classpath:} followed by {@link #location()}. A later version of PatKit adds scripts and never
 * changes one. Immutable and thread-safe.
 */
public final class PatSchema {
    private static final List<String> SCRIPTS = List.of("V1__patkit_tables.sql");

    private static final int MAX_LOOKS = 100;

    private final DataSource dataSource;
    private final Dialect dialect;

    PatSchema(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /**
     * The schema for a database, recognised by its driver.
     *
     * @param dataSource connections to the database
     * @return the schema
     * @throws UnavailableException if the database cannot be reached or is not supported
     */
    public static PatSchema of(DataSource dataSource) {
        return new PatSchema(dataSource, dialectOf(requireNonNull(dataSource, "dataSource must not be null")));
    }

    static Dialect dialectOf(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return Dialect.of(connection);
        } catch (UnavailableException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw JdbcWork.failed("start-up", e);
        }
    }

    /**
     * Where the scripts are on the class path.
     *
     * @return such as {@code dev/patkit/jdbc/schema/postgresql}
     */
    public String location() {
        return dialect.schemaLocation();
    }

    /**
     * All scripts in the order of their versions, as one text.
     *
     * @return SQL statements, each ended by a semicolon at the end of a line
     */
    public String script() {
        return String.join("\n", SCRIPTS.stream().map(this::read).toList());
    }

    private String read(String file) {
        try (InputStream in = PatSchema.class.getResourceAsStream("/" + location() + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates the tables unless they are there: for tests and first steps. Production runs the scripts instead.
     *
     * @throws UnavailableException if the database refused
     */
    public void createTablesIfMissing() {
        JdbcWork work = new JdbcWork(dataSource, dialect, Duration.ofMinutes(1));
        if (!work.run("create tables", PatSchema::exists)) {
            try {
                work.run("create tables", this::create);
            } catch (UnavailableException e) {
                requireMadeByAnother(work, e);
            }
        }
    }

    /** Another process that creates the tables at the same moment is the one harmless reason for a failure. */
    private static void requireMadeByAnother(JdbcWork work, UnavailableException failure) {
        for (int look = 0; !work.run("create tables", PatSchema::exists); look++) {
            if (look == MAX_LOOKS) {
                throw failure;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Asks for one of the rows that the last statement puts in. */
    private static boolean exists(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT 1 FROM pat_epoch WHERE shard = 0")
                    .next();
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean create(Connection connection) throws SQLException {
        String sql = script().replaceAll("(?m)^--.*$", "");
        try (Statement statement = connection.createStatement()) {
            for (String one : Arrays.stream(sql.split(";\\s*\\n"))
                    .filter(text -> !text.isBlank())
                    .toList()) {
                statement.execute(one);
            }
        }
        return true;
    }
}
