package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No page allows content from other origins, inline scripts, framing, or caching. */
@Tag("U-3")
class PageSecurityTest extends WebTest {

    private List<HttpResponse<String>> allPages() throws Exception {
        HttpResponse<String> created = carol().create("a token", PlatformScope.SERVICES_READ);
        String secret = WebClient.location(created);
        String details = secret.replace("/secret", "");
        return List.of(
                created,
                WebClient.of(warden()).get("/sign-in"),
                WebClient.of(warden()).get("/tokens"),
                carol().get("/tokens"),
                carol().get("/tokens/new"),
                carol().create("", PlatformScope.SERVICES_READ),
                carol().get(secret),
                carol().get(secret),
                carol().get(details),
                carol().get(details + "/delete"),
                carol().get("/tokens/00000000001"),
                carol().get("/members"),
                carol().get("/audit"),
                carol().get("/no/such/page"),
                carol().sendBody("/tokens", ""));
    }

    @Test
    void everyPageHasTheSecurityHeaders() throws Exception {
        for (HttpResponse<String> page : allPages()) {
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .as(page.uri().toString())
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "*", "http", "data:");
            assertHeader(page, "Cache-Control", "no-store");
            assertHeader(page, "X-Content-Type-Options", "nosniff");
            assertHeader(page, "X-Frame-Options", "DENY");
            assertHeader(page, "Referrer-Policy", "no-referrer");
            assertHeader(page, "Cross-Origin-Opener-Policy", "same-origin");
        }
    }

    private static void assertHeader(HttpResponse<String> page, String name, String value) {
        assertThat(page.headers().allValues(name))
                .as("%s of %s", name, page.uri())
                .containsExactly(value);
    }

    @Test
    void sessionCookieIsBoundToTheHostAndHiddenFromScripts() throws Exception {
        HttpResponse<String> signedIn = WebClient.of(warden()).post("/sign-in", "member", "alice");

        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .matches("__Host-warden=\\S+; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void signingInAgainEndsTheEarlierSession() throws Exception {
        WebClient alice = WebClient.signedIn(warden(), "alice");
        String earlier = alice.cookie();
        alice.post("/sign-in", "member", "alice");

        String response = warden().raw("GET /tokens HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: "
                + earlier + "\r\n\r\n");

        assertThat(alice.cookie()).isNotEqualTo(earlier);
        assertThat(response).startsWith("HTTP/1.1 303 ").contains("Location: /sign-in");
    }

    @Test
    void sessionIdInTheUrlIsIgnored() throws Exception {
        String id = carol().cookie().substring(carol().cookie().indexOf('=') + 1);

        HttpResponse<String> response = WebClient.of(warden()).get("/tokens;jsessionid=" + id);

        assertThat(response.statusCode()).isIn(303, 404);
        assertThat(response.body()).doesNotContain("Carol");
    }

    @Test
    void noPageHasInlineScriptsInlineStylesOrContentFromOtherOrigins() throws Exception {
        for (HttpResponse<String> page : allPages()) {
            assertThat(page.body())
                    .as(page.uri().toString())
                    .doesNotContainPattern("(?i)<script(?! src=\"/static/)")
                    .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://|src=\"//");
        }
    }

    @Test
    void scriptAndStyleAreServedFromTheSameOrigin() throws Exception {
        for (String file : List.of("/static/warden.js", "/static/warden.css", "/static/warden.svg")) {
            HttpResponse<String> response = carol().get(file);

            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertHeader(response, "X-Content-Type-Options", "nosniff");
            assertThat(response.body()).as(file).doesNotContain("//cdn", "@import", "eval(");
        }
    }
}
