package dev.patkit.examples.httpservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as a separate process that is stopped by a signal. */
class HttpServiceTest {
    private static final Pattern CURL = Pattern.compile("curl -i -H 'Authorization: (mxtoken \\w+)' '(http\\S+)'");

    @TempDir
    private Path folder;

    @Test
    void mainPrintsARequestThatWorksAndStopsOnASignal() throws Exception {
        Process process = start();
        try (BufferedReader output = process.inputReader()) {
            String listening = Objects.requireNonNull(output.readLine());
            MatchResult curl = CURL.matcher(Objects.requireNonNull(output.readLine()))
                    .results()
                    .findFirst()
                    .orElseThrow();

            HttpResponse<String> good = get(curl.group(2), curl.group(1));
            HttpResponse<String> altered = get(curl.group(2), curl.group(1) + "x");
            process.toHandle().destroy();

            assertThat(listening).matches("Listening on http://127\\.0\\.0\\.1:\\d+, Ctrl-C stops\\. Try:");
            assertThat(good.body()).isEqualTo("{\"hello\": \"alice\"}");
            assertThat(altered.statusCode()).isEqualTo(403);
            assertThat(output.readLine()).isEqualTo("Stopped.");
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThatThrownBy(() -> get(curl.group(2), curl.group(1))).isInstanceOf(ConnectException.class);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HttpService.class.getName(),
                folder.resolve("catalog").toString());
        program.environment().put("PORT", "0");
        return program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static HttpResponse<String> get(String url, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
