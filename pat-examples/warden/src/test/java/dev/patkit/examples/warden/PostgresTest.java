package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warden on PostgreSQL, selected by the JDBC URL. */
@Tag("java-independent")
class PostgresTest {
    @TempDir
    private Path folder;

    private EmbeddedPostgres server;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private RunningWarden warden() throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
        return RunningWarden.with(new Settings(0, url, folder, Optional.empty()));
    }

    private static List<Integer> callEach(RunningWarden warden, String secret) throws Exception {
        String project = "/v2/projects/" + ProjectStore.DEMO;
        String header = "MxToken " + secret;
        return List.of(
                warden.call("GET", "/v1/register", header, "").statusCode(),
                warden.call(
                                "POST",
                                "/rest/registration/v5/applications",
                                header,
                                "{\"name\":\"" + header.hashCode() + "\"}")
                        .statusCode(),
                warden.call("GET", project, header, "").statusCode(),
                warden.call("POST", "/v2/projects", header, "{\"name\":\"new\"}")
                        .statusCode());
    }

    @Test
    void pagesAndServicesWorkAndDataSurvivesARestart() throws Exception {
        String secret;
        try (RunningWarden warden = warden()) {
            WebClient alice = WebClient.signedIn(warden, "alice");
            WebClient carol = WebClient.signedIn(warden, "carol");
            secret = alice.createAndRead("import", PlatformScope.values());
            assertThat(alice.create("import", PlatformScope.ROLES_READ).statusCode())
                    .isEqualTo(409);
            assertThat(callEach(warden, secret)).containsExactly(200, 201, 200, 202);
            carol.post("/members/alice/deactivate");
            assertThat(callEach(warden, secret)).containsExactly(403, 403, 401, 401);
            carol.post("/members/alice/reactivate");
            assertThat(carol.get("/members").statusCode()).isEqualTo(200);
            assertThat(carol.get("/audit").body()).contains("OWNER_INACTIVE", "Created", "Used", "Reactivated");
        }
        try (RunningWarden again = warden()) {
            assertThat(callEach(again, secret)).startsWith(200);
            WebClient alice = WebClient.signedIn(again, "alice");
            String page = alice.get("/tokens").body();
            alice.post(page.replaceFirst("(?s).*href=\"(/tokens/\\w+/delete)\".*", "$1"));
            assertThat(callEach(again, secret)).containsExactly(403, 403, 401, 401);
        }
    }

    @Test
    void stoppedDatabaseGives503EverywhereAndFormEntriesAreKept() throws Exception {
        try (RunningWarden warden = warden()) {
            WebClient alice = WebClient.signedIn(warden, "alice");
            String form = alice.newForm();
            String secret = warden.token("alice", PlatformScope.SERVICES_READ, PlatformScope.values());

            server.close();
            HttpResponse<String> page = alice.createWith(form, "kept", PlatformScope.SERVICES_READ);

            assertThat(callEach(warden, secret)).containsOnly(503);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("value=\"kept\"");
        }
    }
}
