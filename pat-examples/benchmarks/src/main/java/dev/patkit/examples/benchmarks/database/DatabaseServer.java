package dev.patkit.examples.benchmarks.database;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * A PostgreSQL on a free port of this machine, as durable as PostgreSQL is by default: a commit waits until the disk
 * has it. It keeps pages in a quarter of the machine's memory, as its manual advises a server. The process that runs
 * the benchmarks starts it; JMH's forks get its address by {@link Databases#PROPERTY}. Its files go when it is closed.
 */
public final class DatabaseServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private DatabaseServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server, in about three seconds.
     *
     * @return the server, which accepts connections
     * @throws IOException if it cannot be started
     */
    public static DatabaseServer start() throws IOException {
        // What starts it would give up both kinds of durability for speed.
        return new DatabaseServer(EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", memoryMib() / 4 + "MB")
                .start());
    }

    private static long memoryMib() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
    }

    /**
     * Where it listens.
     *
     * @return a port of this machine
     */
    public int port() {
        return server.getPort();
    }

    /**
     * Its address, to be given to forks as {@link Databases#PROPERTY}.
     *
     * @return a JDBC URL that lacks the name of a database
     */
    public String url() {
        return url(port());
    }

    /**
     * Its address by way of another port of this machine, such as a {@link DelayProxy}'s.
     *
     * @param port the port
     * @return a JDBC URL that lacks the name of a database
     */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/";
    }

    /** Stops the server and deletes its files. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
