package dev.patkit.examples.benchmarks.database;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL of one's own, and a second way to it that takes half a millisecond; both are found by system properties.
 */
public final class DatabaseSurroundings implements AutoCloseable {
    /** With the proxy's own time, both ways together take half a millisecond. */
    private static final Duration DELAY = Duration.ofNanos(200_000);

    private final DatabaseServer server;
    private final DelayProxy proxy;

    private DatabaseSurroundings(DatabaseServer server, DelayProxy proxy) {
        this.server = server;
        this.proxy = proxy;
        properties().forEach(System::setProperty);
    }

    /**
     * Starts both, for this process as well.
     *
     * @return what was started; close it
     * @throws IOException if the server cannot be started
     */
    public static DatabaseSurroundings start() throws IOException {
        DatabaseServer server = DatabaseServer.start();
        try {
            return new DatabaseSurroundings(server, DelayProxy.start(server.port(), DELAY));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * By which other processes find both.
     *
     * @return system properties
     */
    public Map<String, String> properties() {
        return Map.of(
                Databases.PROPERTY, server.url(),
                Databases.DELAYED_PROPERTY, DatabaseServer.url(proxy.port()));
    }

    @Override
    public void close() throws IOException {
        properties().keySet().forEach(System::clearProperty);
        try (server) {
            proxy.close();
        }
    }
}
