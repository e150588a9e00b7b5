package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Raw requests with unusual methods, paths, lengths and versions. None of them bypasses a guard. */
@Tag("java-independent")
class MalformedHttpTest extends ServiceTest {
    private static final String REST = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    private static final String GET = "GET /v1/register" + REST;
    private static final String POST = "POST /rest/registration/v5/applications" + REST;

    private String validToken = "";

    @BeforeEach
    void issue() {
        validToken = warden().token("alice", PlatformScope.SERVICES_READ, PlatformScope.SERVICES_WRITE);
    }

    @Test
    void unsupportedMethodsAreRejectedWithoutEcho() throws Exception {
        for (String method : List.of("OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "BEFORE", "AFTER_MATCHED")) {
            String response =
                    warden().raw(GET.replace("GET", method) + "Authorization: MxToken " + validToken + "\r\n\r\n");

            assertThat(response).as(method).startsWith("HTTP/1.1 4").doesNotContain(validToken, "totalResults");
        }
    }

    @Test
    void headIsGuardedAndHasNoBody() throws Exception {
        String head = GET.replace("GET", "HEAD");

        assertThat(warden().raw(head + "\r\n")).startsWith("HTTP/1.1 401 ").endsWith("\r\n\r\n");
        assertThat(warden().raw(head + "Authorization: MxToken " + validToken + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void http10RequestsAreGuarded() throws Exception {
        assertThat(warden().raw("GET /v1/register HTTP/1.0\r\n\r\n")).contains(" 401 ");
        assertThat(warden().raw("GET /v1/register HTTP/1.0\r\nAuthorization: MxToken " + validToken + "\r\n\r\n"))
                .contains(" 200 ");
        assertThat(warden().raw("GET /v1/register\r\n")).doesNotContain("totalResults");
    }

    @Test
    void everyPipelinedRequestNeedsItsOwnToken() throws Exception {
        String open = GET.replace("Connection: close\r\n", "");

        String responses =
                warden().raw(open + "Authorization: MxToken " + validToken + "\r\n\r\n" + open + "\r\n" + GET + "\r\n");

        assertThat(responses.split("HTTP/1\\.1 ", -1))
                .extracting(response -> response.isEmpty() ? "" : response.substring(0, 3))
                .containsExactly("", "200", "401", "401");
    }

    @Test
    void chunkedBodyIsReadOnlyWithAToken() throws Exception {
        String post = POST + "Transfer-Encoding: chunked\r\n";
        String chunks = "\r\n8\r\n{\"name\":\r\n6\r\n\"chip\"\r\n1\r\n}\r\n0\r\n\r\n";

        assertThat(warden().raw(post + chunks)).startsWith("HTTP/1.1 401 ");
        assertThat(warden().raw(post + "Authorization: MxToken " + validToken + "\r\n" + chunks))
                .startsWith("HTTP/1.1 201 ")
                .contains("\"name\":\"chip\"");
    }

    @Test
    void requestWithConflictingLengthsIsRejected() throws Exception {
        String post = POST + "Authorization: MxToken " + validToken + "\r\nContent-Length: 4\r\n";

        assertThat(warden().raw(post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(warden().raw(post + "Content-Length: 5\r\n\r\n{}  ")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void methodOverrideHeaderIsRejected() throws Exception {
        String reader = warden().token("alice", PlatformScope.SERVICES_READ);
        String application = application(reader);

        for (String method : List.of("DELETE", "HEAD", "GET", "BEFORE", "nonsense", "")) {
            String response = warden().raw(GET.replace("/v1/register", application) + "Authorization: MxToken " + reader
                    + "\r\nX-HTTP-Method-Override: " + method + "\r\n\r\n");

            assertThat(response).as(method).startsWith("HTTP/1.1 400 ").doesNotContain("uuid");
        }
        assertThat(warden().call("GET", application, "MxToken " + reader, "").statusCode())
                .isEqualTo(200);
    }

    private String application(String token) throws Exception {
        return "/rest/registration/v5/applications/"
                + json(warden().call("GET", "/v1/register", "MxToken " + token, ""))
                        .get("data")
                        .get(0)
                        .get("uuid")
                        .textValue();
    }

    @Test
    void alternativeSpellingsOfAPathDoNotBypassTheGuard() throws Exception {
        for (String path : List.of(
                "//v1/register",
                "/v1//register",
                "/v1/./register",
                "/x/../v1/register",
                "/v1/register/",
                "/v1/register;x=1",
                "/v1/%72egister",
                "/V1/REGISTER",
                "/v1/register%00",
                "/v1%2fregister",
                "/v1\\register",
                "http://other/v1/register")) {
            assertThat(warden().raw(GET.replace("/v1/register", path) + "\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 4")
                    .doesNotContain("totalResults");
        }
    }

    @Test
    void invalidlyEncodedParametersNeverCauseAnInternalError() throws Exception {
        for (String target : List.of(
                "/v1/register?query=%zz",
                "/v1/register?query=%",
                "/v1/register?limit=%ff",
                "/v1/register?query=abc&query=%ff%fe",
                "/v1/register?query=%00%00%00",
                "/rest/registration/v5/applications/%00",
                "/rest/registration/v5/applications/..%2e",
                "/rest/registration/v5/applications/%zz",
                "/rest/registration/v5/applications/%ff%fe")) {
            assertThat(warden().raw(GET.replace("/v1/register", target) + "Authorization: MxToken " + validToken
                            + "\r\n\r\n"))
                    .as(target)
                    .matches("(?s)HTTP/1\\.1 [24].*");
        }
    }
}
