package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.guard.Guarded;
import dev.patkit.examples.warden.platform.PlatformScope;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A form is only processed if a page of the same session sent it. The list of forms is read from the server. */
@Tag("U-2")
class FormProtectionTest extends WebTest {
    private String token;

    @BeforeEach
    void issueAToken() {
        token = warden().issue("carol", PlatformScope.SERVICES_READ)
                .token()
                .id()
                .toString();
    }

    private List<String> forms() {
        List<String> paths = warden().warden().endpoints().stream()
                .filter(endpoint -> endpoint.method.equals(HandlerType.POST))
                .filter(endpoint -> endpoint.metadata(Guarded.class) == null)
                .map(this::path)
                .filter(path -> !path.equals("/sign-in"))
                .toList();
        assertThat(paths).hasSizeGreaterThanOrEqualTo(6);
        return paths;
    }

    private String path(Endpoint endpoint) {
        return endpoint.path.replace("{id}", token).replace("{name}", "alice");
    }

    private String body(String csrf) {
        return WebClient.form(
                "csrf", csrf, "form", "x", "name", "forged", "scope", PlatformScope.SERVICES_READ.value());
    }

    private void assertNothingChanged(HttpResponse<String> response, String path) {
        assertThat(response.statusCode()).as(path).isEqualTo(403);
        assertThat(warden().warden().pats().list("carol").tokens())
                .as(path)
                .extracting(token -> token.id().toString())
                .containsExactly(this.token);
        assertThat(warden().warden().pats().list("alice").tokens()).as(path).isEmpty();
    }

    @Test
    void formWithoutItsCsrfTokenIsRejected() throws Exception {
        for (String path : forms()) {
            assertNothingChanged(carol().sendBody(path, "name=forged", "Sec-Fetch-Site", "same-origin"), path);
        }
    }

    @Test
    void formWithTheCsrfTokenOfAnotherSessionIsRejected() throws Exception {
        String foreign = WebClient.signedIn(warden(), "carol").csrf();
        for (String path : forms()) {
            assertNothingChanged(carol().sendBody(path, body(foreign), "Sec-Fetch-Site", "same-origin"), path);
        }
    }

    @Test
    void crossSiteFormIsRejectedEvenWithTheRightCsrfToken() throws Exception {
        for (String path : forms()) {
            for (String site : List.of("cross-site", "same-site", "none", "")) {
                assertNothingChanged(carol().sendBody(path, body(carol().csrf()), "Sec-Fetch-Site", site), path);
            }
            for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1")) {
                assertNothingChanged(carol().sendBody(path, body(carol().csrf()), "Origin", origin), path);
            }
            assertNothingChanged(carol().sendBody(path, body(carol().csrf())), path);
        }
    }

    @Test
    void formWithAnotherContentTypeIsRejected() throws Exception {
        for (String path : forms()) {
            for (String type : List.of("text/plain", "application/json", "multipart/form-data; boundary=x")) {
                assertNothingChanged(
                        carol().sendBody(
                                        path,
                                        body(carol().csrf()),
                                        "Sec-Fetch-Site",
                                        "same-origin",
                                        "Content-Type",
                                        type),
                        path);
            }
        }
    }

    @Test
    void formCannotBeSubmittedByGet() throws Exception {
        for (String path : forms()) {
            HttpResponse<String> response = carol().get(path + "?" + body(carol().csrf()));

            assertThat(response.statusCode()).as(path).isIn(200, 404);
            assertThat(warden().warden().pats().list("carol").tokens()).as(path).hasSize(1);
            assertThat(carol().get("/tokens").statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void crossSiteSignInIsRejected() throws Exception {
        WebClient client = WebClient.of(warden());

        HttpResponse<String> response = client.sendBody("/sign-in", "member=alice", "Sec-Fetch-Site", "cross-site");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(client.cookie()).isEmpty();
    }

    @Test
    void formOfAnEndedSessionChangesNothingAndRedirectsToSignIn() throws Exception {
        WebClient gone = WebClient.signedIn(warden(), "carol");
        String csrf = gone.csrf();
        String form = gone.newForm();
        gone.post("/sign-out");

        HttpResponse<String> response = gone.post(
                "/tokens", "form", form, "name", "late", "scope", PlatformScope.SERVICES_READ.value(), "csrf", csrf);

        assertThat(WebClient.location(response)).isEqualTo("/sign-in");
        assertThat(warden().warden().pats().list("carol").tokens()).hasSize(1);
    }

    @Test
    void requestWithAnUnknownHostNameIsRejected() throws Exception {
        String response = warden().raw("GET /sign-in HTTP/1.1\r\nHost: evil.example:8080\r\nConnection: close\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 421 ").doesNotContain("alice");
    }
}
