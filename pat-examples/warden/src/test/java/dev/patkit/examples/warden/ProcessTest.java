package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs Warden as a separate process that is stopped by a signal or killed, and started again. */
class ProcessTest {
    private static final Pattern LISTENS =
            Pattern.compile("Warden listens on (http://127\\.0\\.0\\.1:\\d+), Ctrl-C stops.*");
    private static final PlatformScope READ = PlatformScope.SERVICES_READ;

    @TempDir
    private Path folder;

    /** A running process, its output and its address. */
    private record Program(Process process, BufferedReader output, URI address) implements AutoCloseable {
        WebClient signedIn(String member) throws Exception {
            return WebClient.signedIn(address, member);
        }

        int register(String secret) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/register"))
                    .header("Authorization", "mxtoken " + secret)
                    .build();
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return response.statusCode();
        }

        /** Kills the process if it is still running, and waits until it has ended. */
        @Override
        public void close() throws IOException {
            process.destroyForcibly().onExit().join();
            output.close();
        }
    }

    private Program start() throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Warden.class.getName());
        program.environment().put("PORT", "0");
        program.environment().put("WARDEN_HOME", folder.toString());
        program.environment().remove("WARDEN_JDBC_URL");
        Process process =
                program.redirectError(folder.resolve("errors.log").toFile()).start();
        BufferedReader output = process.inputReader();
        Matcher matcher = LISTENS.matcher(Objects.requireNonNull(output.readLine()));
        assertThat(matcher.matches()).isTrue();
        return new Program(process, output, URI.create(matcher.group(1)));
    }

    @Test
    @Tag("F-7")
    void shownTokenWorksAfterTheProcessIsKilled() throws Exception {
        String secret;
        try (Program program = start()) {
            WebClient alice = program.signedIn("alice");
            secret = alice.createAndRead("survivor", READ);
        }
        try (Program again = start()) {
            assertThat(again.register(secret)).isEqualTo(200);
            assertThat(again.signedIn("alice").get("/tokens").body()).contains("survivor");
            assertThat(again.signedIn("carol").get("/audit").body()).contains("Created");
        }
    }

    @Test
    void deletedTokenStaysDeletedAfterTheProcessIsKilled() throws Exception {
        String secret;
        try (Program program = start()) {
            WebClient alice = program.signedIn("alice");
            secret = alice.createAndRead("gone", READ);
            String page = alice.get("/tokens").body();
            alice.post(page.replaceFirst("(?s).*href=\"(/tokens/\\w+/delete)\".*", "$1"));
        }
        try (Program again = start()) {
            assertThat(again.register(secret)).isEqualTo(403);
        }
    }

    @Test
    void signalStopsTheProcessGracefullyAndTheLastUseIsWritten() throws Exception {
        try (Program program = start()) {
            String secret = program.signedIn("alice").createAndRead("used", READ);
            program.register(secret);
            program.process().toHandle().destroy();

            assertThat(program.output().readLine()).isEqualTo("Stopped.");
            assertThat(program.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        try (Program again = start()) {
            assertThat(again.signedIn("alice").get("/tokens").body())
                    .contains("<h2><bdi>used</bdi></h2>")
                    .doesNotContain("<dt>Last Used</dt><dd>never</dd>");
        }
    }

    @Test
    @Tag("S-1")
    void secretIsInNoFileAndInNoOutput() throws Exception {
        String secret;
        String printed;
        try (Program program = start()) {
            WebClient alice = program.signedIn("alice");
            secret = alice.createAndRead("hidden", READ);
            program.register(secret);
            program.register(secret + "x");
            program.signedIn("carol").get("/audit");
            program.process().toHandle().destroy();
            printed = String.join("\n", program.output().lines().toList());
        }
        String tail = secret.substring(secret.length() - 49);

        assertThat(printed).doesNotContain(tail);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).anyMatch(file -> file.endsWith("warden.db"));
            for (Path file : all) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains(tail)).as(file.toString()).isFalse();
            }
        }
    }
}
