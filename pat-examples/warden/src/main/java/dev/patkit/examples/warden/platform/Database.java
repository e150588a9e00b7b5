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

/** The shared connection pool, and the example's own tables. */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;
    /** How long a caller waits for a free connection. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        jdbi = Jdbi.create(pool);
    }

    /** Opens a SQLite or PostgreSQL database and creates missing tables. */
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

    /** The connection pool, for the library's store. */
    public DataSource dataSource() {
        return pool;
    }

    /** The same database, for the example's own tables. */
    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
