package dev.patkit.examples.warden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The git protocol as raw HTTP, with requests that git itself never or rarely sends. */
@Tag("java-independent")
class GitHttpTest extends ServiceTest {
    private static final String GIT = "/" + ProjectStore.DEMO + ".git/";
    private static final String READS = "git-upload-pack";
    private static final String WRITES = "git-receive-pack";

    private HttpResponse<String> post(String service, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(warden().at(GIT + service))
                .header("Authorization", "MxToken " + token("alice"))
                .headers(headers)
                .POST(BodyPublishers.ofByteArray(body));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(ISO_8859_1));
    }

    private byte[] wantMain() throws Exception {
        HttpResponse<String> main = get(token("alice"), "/v1/repositories/" + ProjectStore.DEMO + "/branches/main");
        String id = json(main).at("/latestCommit/id").asText();
        return ("0032want " + id + "\n00000009done\n").getBytes(ISO_8859_1);
    }

    private static byte[] gzip(byte[] plain) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void gzippedRequestGetsTheSameResponseAsThePlainOne() throws Exception {
        byte[] wanted = wantMain();
        String type = "application/x-git-upload-pack-request";

        HttpResponse<String> plain = post(READS, wanted, "Content-Type", type);
        HttpResponse<String> packed = post(READS, gzip(wanted), "Content-Type", type, "Content-Encoding", "gzip");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().allValues("Content-Type")).containsExactly("application/x-git-upload-pack-result");
        assertThat(plain.body()).startsWith("0008NAK\nPACK");
        assertThat(packed.statusCode()).isEqualTo(200);
        assertThat(packed.body()).isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {READS, WRITES})
    void refAdvertisementHasGitsContentTypeAndIsNotCached(String service) throws Exception {
        HttpResponse<String> response = get(token("alice"), GIT + "info/refs?service=" + service);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Content-Type"))
                .containsExactly("application/x-" + service + "-advertisement");
        assertThat(response.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("no-cache"));
        assertThat(response.body()).contains("# service=" + service, "refs/heads/main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?service=",
                "?service=git-upload-archive",
                "?service=git-upload-pack;x",
                "?service=git-upload-pack&service=git-upload-pack",
                "?service=git-upload-pack&service=git-receive-pack",
                "?service=GIT-UPLOAD-PACK"
            })
    void unknownGitServiceGetsAnErrorOfAppRepository(String query) throws Exception {
        HttpResponse<String> response = get(token("alice"), GIT + "info/refs" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(invalid("service"));
    }

    private static String invalid(String what) {
        return "{\"errorCode\":\"RS400\",\"errorMessage\":"
                + "\"Please provide valid input to execute this request. Invalid " + what + "\"}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?service=git-receive-pack",
                "?serv%69ce=git-receive-pack",
                "?service=git%2Dreceive-pack",
                "?service=git-upload-pack&service=git-receive-pack",
                "?service=git-receive-pack&service=git-upload-pack"
            })
    void readOnlyTokenCannotRequestTheRefAdvertisementForAPush(String query) throws Exception {
        String reads = warden().token("alice", PlatformScope.REPO_READ, PlatformScope.MODEL_WRITE);

        HttpResponse<String> response = get(reads, GIT + "info/refs" + query);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"errorCode\":\"RS403\",\"errorMessage\":\"Access denied\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {READS, WRITES})
    void wrongContentTypeGetsAnErrorOfAppRepository(String service) throws Exception {
        HttpResponse<String> response = post(service, wantMain(), "Content-Type", "application/x-www-form-urlencoded");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(invalid("content type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {READS, WRITES})
    void invalidBodyRevealsNothingAboutTheServer(String service) throws Exception {
        String type = "application/x-" + service + "-request";
        byte[] body = "zzzz".getBytes(ISO_8859_1);
        for (String encoding : new String[] {"identity", "gzip", "br"}) {
            HttpResponse<String> response = post(service, body, "Content-Type", type, "Content-Encoding", encoding);

            assertThat(response.body().toLowerCase(Locale.ROOT))
                    .as(encoding)
                    .doesNotContain("exception", "repositories", "jgit", "java", ".git")
                    .doesNotContain(warden().settings().home().toString().toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%s.git/config",
                "/%s.git/HEAD",
                "/%s.git/objects/info/packs",
                "/%s.git/../warden.db",
                "/%s.git/..%%2f..%%2fwarden.db",
                "/..%%2f%s.git/info/refs",
                "//%s.git/HEAD",
                "/%s.git/info/refs/../../config",
                "/%s.git/./HEAD",
                "/%s.git/objects/../config",
                "/%s.git/%%2e%%2e/%1$s.git/config",
                "/%s.git/%%63onfig",
                "/%s.git%%2fconfig",
                "/%s.git%%00/info/refs?service=git-upload-pack",
                "/%s.git/info/refs%%2f..%%2f..%%2fconfig",
                "/%s.git/info;x/refs;y/../../config",
                "/static/../%s.git/config",
                "/static/..%%2f..%%2fwarden.db"
            })
    void noPathExposesAFile(String path) throws Exception {
        String token = token("alice");
        get(token, "/v1/repositories/" + ProjectStore.DEMO + "/branches");

        String response = warden().raw("GET " + path.formatted(ProjectStore.DEMO) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Connection: close\r\nAuthorization: MxToken " + token + "\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 4").doesNotContain("[core]", "ref: refs/heads", "SQLite format");
    }

    @Test
    void uppercaseIdNamesTheSameRepository() throws Exception {
        String capitals = ProjectStore.DEMO.toString().toUpperCase(Locale.ROOT);

        HttpResponse<String> response = get(token("alice"), "/" + capitals + ".git/info/refs?service=git-upload-pack");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(warden().settings().home().resolve("repositories").toFile().list())
                .containsExactly(ProjectStore.DEMO + ".git");
    }
}
