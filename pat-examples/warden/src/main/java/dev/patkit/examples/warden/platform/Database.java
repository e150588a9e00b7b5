package dev.patkit.examples.warden.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The connection pool that everything shares, and the tables that are not the library's. */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;
    /** How long a caller waits for a connection before it is told that there is none. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        jdbi = Jdbi.create(pool);
    }

    /** Opens a SQLite or PostgreSQL database and creates the tables that are missing. */
    public static Database open(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        Database database = new Database(new HikariDataSource(config));
        database.createTables();
        return database;
    }

    private void createTables() {
        try (InputStream in = Database.class.getResourceAsStream("/dev/patkit/examples/warden/tables.sql")) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            jdbi.useHandle(handle -> handle.createScript(script).execute());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pool itself, for the library's store. */
    public DataSource dataSource() {
        return pool;
    }

    /** The same database, for the tables that are not the library's. */
    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
