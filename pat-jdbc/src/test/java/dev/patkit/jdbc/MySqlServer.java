package dev.patkit.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A MySQL on a free port, from the folder that {@code .ci/fetch-mysql} made and the environment variable
 * {@value #FOLDER} names. Where it names none, a test that asks for a URL is skipped.
 */
final class MySqlServer {
    private static final String FOLDER = "PATKIT_MYSQL";

    private final Process process;
    private final int port;

    private MySqlServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Started when it is first needed. */
    private static final class Started {
        private static final MySqlServer SERVER = start(Path.of(System.getenv(FOLDER)));
    }

    private static MySqlServer start(Path root) {
        String data = "var/lib/mysql-" + ProcessHandle.current().pid();
        try {
            Files.createDirectories(root.resolve(data));
            await(run(root, data, "--initialize-insecure"), "Server Initialization - end");
            int port = freePort();
            Process process = run(
                    root,
                    data,
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--socket=/" + data + "/socket",
                    "--mysqlx=OFF",
                    "--skip-log-bin",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=OFF",
                    "--max-connections=200");
            MySqlServer server = new MySqlServer(process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(root.resolve(data))));
            await(process, "port: " + port);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its libraries are newer than the machine's, so it sees the folder as its root. */
    private static Process run(Path root, String data, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("chroot", root.toString(), "/usr/sbin/mysqld", "--no-defaults"));
        command.add("--user=root");
        command.add("--datadir=/" + data);
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads what the server prints until it says something; later lines are read and dropped. */
    private static void await(Process process, String said) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> printed = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.add(line);
            if (line.contains(said)) {
                Thread rest = new Thread(() -> drop(output), "mysql-output");
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new IllegalStateException("MySQL did not start:\n" + String.join("\n", printed));
    }

    private static void drop(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The server was stopped.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stop(Path data) {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a database, for MySQL's own driver. */
    static String url(String database) {
        if (System.getenv(FOLDER) == null) {
            throw new TestAbortedException(FOLDER + " names no folder with a MySQL server");
        }
        return "jdbc:mysql://127.0.0.1:" + Started.SERVER.port + "/" + database + "?user=root&sslMode=DISABLED";
    }
}
