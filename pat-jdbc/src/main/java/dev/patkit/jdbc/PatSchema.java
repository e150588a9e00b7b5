package dev.patkit.jdbc;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of PatKit, as versioned scripts for each database. Run them with the tool that migrates your schema: for
 * Flyway the location is {@code classpath:} followed by {@link #location()}. A later version of PatKit adds scripts and
 * never changes one. Immutable and thread-safe.
 */
public final class PatSchema {
    private static final List<String> SCRIPTS = List.of("V1__patkit_tables.sql");

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
        } catch (Throwable e) {
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
        new SchemaCreation(new JdbcWork(dataSource, dialect, Duration.ofMinutes(1)), script()).runIfMissing();
    }
}
