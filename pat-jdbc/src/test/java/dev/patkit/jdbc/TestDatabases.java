package dev.patkit.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Real database servers, started when first needed. Each has one database that all tests of the JVM share, and any
 * number of new ones.
 */
enum TestDatabases {
    H2 {
        @Override
        String newDatabase() {
            return "jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000";
        }
    },
    SQLITE {
        @Override
        String newDatabase() {
            return "jdbc:sqlite:" + newFile() + ".sqlite?journal_mode=WAL&busy_timeout=30000&synchronous=NORMAL";
        }
    },
    POSTGRESQL {
        @Override
        String newDatabase() {
            String name = newName();
            execute(PostgresServer.url("postgres"), "CREATE DATABASE " + name);
            return PostgresServer.url(name);
        }
    },
    MARIADB {
        @Override
        String newDatabase() {
            String name = newName();
            execute(MariaDbServer.url(""), "CREATE DATABASE " + name);
            return MariaDbServer.url(name);
        }
    },
    /** Skips the test where there is none; see {@link MySqlServer}. */
    MYSQL {
        @Override
        String newDatabase() {
            String name = newName();
            execute(MySqlServer.url(""), "CREATE DATABASE " + name);
            return MySqlServer.url(name);
        }
    };

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Map<TestDatabases, Shared> SHARED = new ConcurrentHashMap<>();

    private record Shared(DataSource first, DataSource second) {
        static Shared of(TestDatabases database) {
            String url = database.newDatabase();
            HikariDataSource first = pool(url);
            PatSchema.of(first).createTablesIfMissing();
            return new Shared(first, pool(url));
        }
    }

    private static String newName() {
        return "patkit_" + NAMES.incrementAndGet();
    }

    /** Where a database may put its files: a folder that is deleted when the JVM ends. */
    static Path newFile() {
        try {
            Path folder = Files.createTempDirectory("patkit-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder.resolve("tokens");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a new, empty database, without tables. */
    abstract String newDatabase();

    /** A small pool, as a service has it. */
    static HikariDataSource pool(String url) {
        return pool(url, config -> {});
    }

    /** A small pool with settings of its own. */
    static HikariDataSource pool(String url, Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        settings.accept(config);
        return new HikariDataSource(config);
    }

    /** Creates a database whose tables come from a changed script. */
    String newDatabase(UnaryOperator<String> change) {
        String url = newDatabase();
        try (HikariDataSource pool = pool(url)) {
            String script = change.apply(PatSchema.of(pool).script()).replaceAll("(?m)^--.*$", "");
            execute(url, Arrays.stream(script.split(";\\s*\\n")).toArray(String[]::new));
        }
        return url;
    }

    /** Runs statements on a new connection. */
    static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pool over the shared database, which has the tables. */
    DataSource dataSource() {
        return shared().first();
    }

    private Shared shared() {
        return SHARED.computeIfAbsent(this, Shared::of);
    }

    /** A store over the shared database, emptied. */
    JdbcTokenStore emptyStore() {
        clear(dataSource());
        return JdbcTokenStore.on(dataSource());
    }

    /** Deletes all tokens, suspended owners and events, and resets the epochs. */
    static void clear(DataSource dataSource) {
        execute(
                dataSource,
                "DELETE FROM pat_token",
                "DELETE FROM pat_owner",
                "DELETE FROM pat_audit",
                "UPDATE pat_epoch SET epoch = 0 WHERE epoch <> 0");
    }

    /** Runs statements on a connection of a pool. */
    static void execute(DataSource dataSource, String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Dialect dialect() {
        return Dialect.valueOf(name());
    }

    /** A store over the shared database with a pool of its own, as another process would have it. */
    JdbcTokenStore secondStore() {
        return JdbcTokenStore.on(shared().second());
    }
}
