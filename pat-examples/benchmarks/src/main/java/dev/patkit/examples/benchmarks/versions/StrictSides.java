package dev.patkit.examples.benchmarks.versions;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.examples.benchmarks.database.DatabaseServer;
import dev.patkit.examples.benchmarks.database.Databases;
import java.io.IOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL, started when it is first needed, with a database for each version: schemas differ, so each version
 * makes its tables and issues its tokens itself.
 */
final class StrictSides implements AutoCloseable {
    private final int rows;
    private final Map<String, List<String>> texts = new HashMap<>();
    private @Nullable DatabaseServer server;

    StrictSides(int rows) {
        this.rows = rows;
    }

    /** A side that reads from the database of that name. */
    Side open(String name, List<URL> library) throws IOException, SQLException {
        if (server == null) {
            server = DatabaseServer.start();
            System.setProperty(Databases.PROPERTY, server.url());
        }
        if (!texts.containsKey(name)) {
            texts.put(name, fill(name, library));
        }
        return Side.strict(library, Databases.pool(Databases.url(name)), texts.get(name));
    }

    private List<String> fill(String name, List<URL> library) throws SQLException {
        Databases.create(name);
        try (HikariDataSource pool = Databases.pool(Databases.url(name));
                Connection connection = pool.getConnection();
                Service service = Service.strict(new VersionLoader(library), pool)) {
            List<String> issued = service.issue(rows);
            Databases.execute(connection, "VACUUM (FREEZE, ANALYZE)");
            Databases.execute(connection, "CHECKPOINT");
            return issued;
        }
    }

    @Override
    public void close() throws IOException {
        System.clearProperty(Databases.PROPERTY);
        if (server != null) {
            server.close();
        }
    }
}
