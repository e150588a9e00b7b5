package dev.patkit.examples.warden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Raw requests with tokens in unusual places. A token is accepted only once, complete, and in the Authorization
 * header.
 */
class TokenPresentationTest extends ServiceTest {
    private static final String REST = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    private static final String GET = "GET /v1/register" + REST;
    private static final String POST = "POST /rest/registration/v5/applications" + REST;

    private String validToken = "";

    @BeforeEach
    void issue() {
        validToken = warden().token("alice", PlatformScope.SERVICES_READ, PlatformScope.SERVICES_WRITE);
    }

    private String get(String headers) throws IOException {
        return warden().raw(GET + headers + "\r\n");
    }

    @Test
    void validRequestIsServed() throws Exception {
        assertThat(get("Authorization: MxToken " + validToken + "\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(get("authorization:mxtoken   " + validToken + "  \r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void twoAuthorizationHeadersAreAlwaysRefused() throws Exception {
        String header = "Authorization: MxToken " + validToken + "\r\n";

        for (String other : List.of(
                header, "Authorization: MxToken wrong\r\n", "Authorization:\r\n", "authorization: Basic eDp5\r\n")) {
            assertThat(get(header + other)).startsWith("HTTP/1.1 401 ");
            assertThat(get(other + header)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void headerMustBeExactlyASchemeAndAToken() throws Exception {
        for (String value : List.of(
                "",
                "MxToken",
                "MxToken ",
                "MxToken\t" + validToken,
                "MxToken" + validToken,
                validToken,
                "MxToken " + validToken + ", MxToken " + validToken,
                "MxToken " + validToken + ",",
                "MxToken \"" + validToken + "\"",
                "MxToken token=" + validToken,
                "Bearer " + validToken,
                "Basic",
                "Basic " + validToken,
                "Basic !!!!",
                "Basic eA==",
                "MxToken " + validToken + "\u00e9",
                "MxToken \u00c3\u00a9",
                "MxToken " + validToken.substring(1))) {
            assertThat(get("Authorization: " + value + "\r\n")).as(value).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void headerThatViolatesHttpIsRejectedWith400() throws Exception {
        for (String header : List.of(
                "Authorization: MxToken\r\n " + validToken + "\r\n",
                "Authorization : MxToken " + validToken + "\r\n",
                "Authorization: MxToken " + validToken + "\u0000\r\n",
                "Authorization: MxToken \u0007" + validToken + "\r\n",
                "Authorization: MxToken " + validToken + "\rx\r\n")) {
            assertThat(get(header)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void tokenOutsideTheAuthorizationHeaderIsIgnored() throws Exception {
        for (String header : List.of(
                "Cookie: access_token=" + validToken + "\r\n",
                "X-Forwarded-Authorization: MxToken " + validToken + "\r\n",
                "X-Original-Authorization: MxToken " + validToken + "\r\n",
                "Proxy-Authorization: MxToken " + validToken + "\r\n",
                "X-Api-Key: " + validToken + "\r\n")) {
            assertThat(get(header)).as(header).startsWith("HTTP/1.1 401 ");
        }
        assertThat(warden().raw(GET.replace("/v1/register", "/v1/register?access_token=" + validToken) + "\r\n"))
                .startsWith("HTTP/1.1 401 ");
        String form = "access_token=" + validToken;
        assertThat(warden().raw(POST + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + form.length() + "\r\n\r\n" + form))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void validTokenElsewhereDoesNotReplaceARefusedOne() throws Exception {
        String path = "/v1/register?access_token=" + validToken;

        String response = warden().raw(GET.replace("/v1/register", path) + "Authorization: MxToken wrong\r\n"
                + "Cookie: access_token=" + validToken + "\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void hugeHeadersAreRejectedWith431() throws Exception {
        for (int size : List.of(8 * 1024, 64 * 1024, 1024 * 1024)) {
            assertThat(responseToHuge("Authorization: MxToken " + "A".repeat(size) + "\r\n"))
                    .as("%d bytes", size)
                    .startsWith("HTTP/1.1 431 ");
        }
        assertThat(responseToHuge("X-More: 1\r\n".repeat(10_000))).startsWith("HTTP/1.1 431 ");
        validRequestIsServed();
    }

    /** The server closes the connection while the request is still being sent. Returns what it sent before. */
    private String responseToHuge(String header) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), warden().warden().address().getPort())) {
            sendUntilAnswered(socket, GET + header + "\r\n");
            socket.getInputStream().transferTo(response);
        } catch (IOException hungUp) {
            assertThat(response.size()).as("answered before %s", hungUp).isPositive();
        }
        return response.toString(ISO_8859_1);
    }

    private static void sendUntilAnswered(Socket socket, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int from = 0; from < request.length() && in.available() == 0; from += 4096) {
                out.write(request.substring(from, Math.min(request.length(), from + 4096))
                        .getBytes(ISO_8859_1));
            }
        } catch (IOException hungUp) {
            // The response can still be read.
            assertThat(hungUp).isInstanceOf(SocketException.class);
        }
    }
}
