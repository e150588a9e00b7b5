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
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Test;

/** Limits and protocol versions of fetch requests. */
class GitFetchTest extends ServiceTest {
    private static final String GIT = "/" + ProjectStore.DEMO + ".git/";
    private static final String TYPE = "application/x-git-upload-pack-request";

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(warden().at(GIT + path))
                .header("Authorization", "MxToken " + warden().token("alice", PlatformScope.REPO_READ));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(ISO_8859_1));
    }

    @Test
    void protocolVersionTwoIsUsedIfTheClientAsksForIt() throws Exception {
        HttpResponse<String> response =
                send(request("info/refs?service=git-upload-pack").header("Git-Protocol", "version=2"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("version 2", "ls-refs").doesNotContain("refs/heads/main");
    }

    @Test
    void timestampResolutionIsNotMeasured() throws Exception {
        send(request("info/refs?service=git-upload-pack"));

        assertThat(FS.getFileStoreAttributes(warden().settings().home()).getFsTimestampResolution())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void decompressedRequestSizeIsLimited() throws Exception {
        String have = "0032have " + "0".repeat(39) + "1\n";
        String fetch = "0011command=fetch0001" + have.repeat(100_000) + "0009done\n0000";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(fetch.getBytes(ISO_8859_1));
        }
        assertThat(packed.size()).isLessThan(64 * 1024);

        HttpResponse<String> response = send(request("git-upload-pack")
                .headers("Content-Type", TYPE, "Content-Encoding", "gzip", "Git-Protocol", "version=2")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));

        assertThat(response.body()).contains("ERR request too long").doesNotContain("Exception", "PACK");
    }
}
