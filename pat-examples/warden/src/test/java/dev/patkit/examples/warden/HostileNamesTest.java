package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and paths with markup. A page with such a name has the same markup as a page with a harmless name. */
@Tag("U-1")
@Tag("java-independent")
class HostileNamesTest {
    private static final PlatformScope READ = PlatformScope.SERVICES_READ;

    @TempDir
    private Path folder;

    private static List<String> names() throws Exception {
        try (InputStream in = HostileNamesTest.class.getResourceAsStream("/hostile-names.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Returns only the markup characters of a page, in order. */
    private static String markup(String page) {
        return page.replaceAll("[^<>\"']", "");
    }

    private static String unescaped(String page) {
        return page.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Returns every page that shows a token's name, from the rejected form to the list after deletion. */
    private static List<String> pages(WebClient client, String name) throws Exception {
        List<String> pages = new ArrayList<>();
        pages.add(client.create(name).body());
        HttpResponse<String> created = client.create(name, READ);
        assertThat(created.statusCode()).as(name).isEqualTo(303);
        pages.add(client.create(name, READ).body());
        String secret = WebClient.location(created);
        String details = secret.replace("/secret", "");
        for (String path : List.of(secret, secret, "/tokens", details, details + "/delete")) {
            pages.add(client.get(path).body());
        }
        client.post(details + "/delete");
        pages.add(client.get("/tokens").body());
        return pages;
    }

    @Test
    void hostileNameIsShownAsTextAndDoesNotChangeTheMarkup() throws Exception {
        List<String> names = names();
        assertThat(names).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
        try (RunningWarden warden = RunningWarden.in(folder)) {
            WebClient alice = WebClient.signedIn(warden, "alice");
            List<String> harmless = pages(alice, "harmless");
            for (String name : names) {
                List<String> pages = pages(alice, name);
                for (int i = 0; i < pages.size(); i++) {
                    assertThat(unescaped(pages.get(i))).as(name).contains(name);
                    assertThat(markup(pages.get(i))).as(name).isEqualTo(markup(harmless.get(i)));
                }
            }
        }
    }

    @Test
    void hostileNameIsShownAsTextInTheAuditTrail() throws Exception {
        try (RunningWarden warden = RunningWarden.in(folder)) {
            WebClient carol = WebClient.signedIn(warden, "carol");
            for (String name : names().subList(0, 20)) {
                carol.createAndRead(name, READ);
            }

            String page = carol.get("/audit").body();

            assertThat(unescaped(page)).contains(names().subList(0, 20));
            assertThat(page.split("<tr>", -1))
                    .as("a heading, a sign-in, 20 tokens")
                    .hasSize(1 + 1 + 1 + 20);
            assertThat(page).doesNotContain("<script>", "<img src=x", "<svg");
        }
    }

    @Test
    void hostilePathIsNotEchoedOnAnyPage() throws Exception {
        try (RunningWarden warden = RunningWarden.in(folder)) {
            for (String path : List.of("/<script>alert(1)</script>", "/tokens/<img src=x>", "/v1/register/<svg>")) {
                String response = warden.raw("GET " + path.replace(" ", "%20")
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n" + "Connection: close\r\n\r\n");

                assertThat(response)
                        .as(path)
                        .startsWith("HTTP/1.1 ")
                        .doesNotContain("<script>alert", "<img src=x", "<svg>");
            }
        }
    }
}
