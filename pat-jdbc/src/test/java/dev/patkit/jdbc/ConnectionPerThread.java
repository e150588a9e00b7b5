package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Keeps one connection per thread and replaces it only after it broke. A database that refuses connections is noticed
 * at once, where a pool would go on waiting for one. The connections end with the process.
 */
final class ConnectionPerThread implements JdbcCalls {
    private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();

    private ConnectionPerThread() {}

    /** Connections to the database of a URL. */
    static DataSource to(String url) throws SQLException {
        if (url.startsWith("jdbc:mariadb:")) {
            return new ConnectionPerThread().over(new MariaDbDataSource(url));
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(url);
        return new ConnectionPerThread().over(postgres);
    }

    @Override
    public @Nullable Object on(Call call) throws Throwable {
        if (call.target() instanceof DataSource && call.is("getConnection")) {
            Connection own = connections.get(Thread.currentThread());
            if (own != null && !own.isClosed()) {
                return own;
            }
            Connection made = (Connection) Objects.requireNonNull(call.proceed());
            connections.put(Thread.currentThread(), made);
            return made;
        }
        return call.target() instanceof Connection && call.is("close") ? null : call.proceed();
    }
}
