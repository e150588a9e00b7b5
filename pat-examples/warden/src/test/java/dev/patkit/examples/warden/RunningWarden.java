package dev.patkit.examples.warden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.patkit.token.IssuedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** A Warden for one test: on a free port, with data in a temporary folder and an adjustable clock. */
final class RunningWarden implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ShiftedClock clock = new ShiftedClock();
    private final Settings settings;
    private final Warden warden;

    private RunningWarden(Settings settings) throws IOException {
        this.settings = settings;
        warden = Warden.start(settings, clock);
    }

    /** Starts with a SQLite file in the folder. */
    static RunningWarden in(Path folder) throws IOException {
        return new RunningWarden(new Settings(0, Settings.sqlite(folder), folder, Optional.empty()));
    }

    /** Starts with the given settings. */
    static RunningWarden with(Settings settings) throws IOException {
        return new RunningWarden(settings);
    }

    Warden warden() {
        return warden;
    }

    Settings settings() {
        return settings;
    }

    ShiftedClock clock() {
        return clock;
    }

    URI at(String path) {
        return URI.create(warden.address() + path);
    }

    /** Issues a token with the library, as the web app does. */
    IssuedToken issue(String owner, Scope first, Scope... more) {
        String name = UUID.randomUUID().toString();
        return warden.pats().issue(TokenRequest.forOwner(owner).named(name).allowing(first, more));
    }

    /** Issues a token and returns its text. */
    String token(String owner, Scope first, Scope... more) {
        return issue(owner, first, more).secret().reveal();
    }

    boolean revoke(String owner, TokenId id) {
        return warden.pats().revoke(owner, id);
    }

    /** Calls a service; an empty authorization sends no header. */
    HttpResponse<String> call(String method, String path, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a raw request and returns the raw response. */
    String raw(String request) throws IOException {
        URI address = warden.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Override
    public void close() {
        warden.close();
    }
}
