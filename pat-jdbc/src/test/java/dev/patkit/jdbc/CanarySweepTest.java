package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.CanarySweep.Leak;
import dev.patkit.jdbc.ObservableOutput.Sink;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CanarySweepTest {
    private static final Leak NONE = (secret, sweep) -> {};
    private static final Logger CARELESS = Logger.getLogger("careless");
    private static final List<String> KEPT = new ArrayList<>();

    /** Prints its content, as records do, and has a getter for it. */
    private record Careless(String secret) {}

    private static Leak leakInto(Sink sink) {
        return switch (sink) {
            case FILES -> (secret, sweep) -> sweep.execute("CREATE TABLE notes AS SELECT '" + secret + "' AS note");
            case LOGS -> (secret, sweep) -> CARELESS.finest(secret);
            case EXCEPTIONS ->
                (secret, sweep) -> sweep.output().threw(new IllegalStateException(new IOException(secret)));
            case PRINTED, JSON -> (secret, sweep) -> sweep.output().show(new Careless(secret));
            case SERIALISED -> (secret, sweep) -> sweep.output().show(secret);
            case HEAP -> (secret, sweep) -> KEPT.add(secret);
        };
    }

    @TempDir
    private Path folder;

    @Test
    void secretIsNowhereOnH2WithTracing() throws Exception {
        try (HikariDataSource dataSource = TestDatabases.pool(h2())) {
            assertThat(CanarySweep.of(dataSource, List.of(folder), NONE)).isEmpty();
        }

        assertThat(folder.resolve("tokens.trace.db")).isNotEmptyFile();
    }

    private String h2() {
        return "jdbc:h2:" + folder.resolve("tokens") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=3";
    }

    @Test
    void secretIsNowhereOnSqlite() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("tokens.sqlite") + "?journal_mode=WAL&busy_timeout=5000";

        try (HikariDataSource dataSource = TestDatabases.pool(url)) {
            assertThat(CanarySweep.of(dataSource, List.of(folder), NONE)).isEmpty();
        }
    }

    @Test
    void secretIsNowhereOnPostgresThatLogsStatementsAndParameters() throws Exception {
        Path log = folder.resolve("server.log");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("log_statement", "all")
                        .setServerConfig("log_min_duration_statement", "0")
                        .setServerConfig("log_parameter_max_length", "-1")
                        .setServerConfig("log_parameter_max_length_on_error", "-1")
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
                HikariDataSource dataSource = TestDatabases.pool(PostgresServer.url(server.getPort(), "postgres"))) {
            assertThat(CanarySweep.of(dataSource, List.of(folder), NONE)).isEmpty();
        }

        assertThat(Files.readString(log)).contains("INSERT INTO pat_token");
    }

    @ParameterizedTest
    @EnumSource
    void carelessServiceIsCaughtWhereverItLeaks(Sink sink) throws Exception {
        try (HikariDataSource dataSource = TestDatabases.pool(h2())) {
            Set<Sink> found = CanarySweep.of(dataSource, List.of(folder), leakInto(sink));

            assertThat(found).contains(sink);
        } finally {
            KEPT.clear();
        }
    }
}
