package dev.patkit.examples.warden;

import dev.patkit.token.Scope;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A simple HTTP client for the pages: keeps the session cookie, submits forms, and does not follow redirects. */
final class WebClient {
    private static final Pattern COOKIE = Pattern.compile("(__Host-warden=[^;]+);.*");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI warden;
    private String cookie = "";
    private String csrf = "";

    private WebClient(URI warden) {
        this.warden = warden;
    }

    /** Creates a client without a session. */
    static WebClient of(RunningWarden warden) {
        return new WebClient(warden.at(""));
    }

    /** Creates a client with a member signed in. */
    static WebClient signedIn(RunningWarden warden, String member) throws Exception {
        return signedIn(warden.at(""), member);
    }

    /** Creates a client with a member signed in, for a Warden at another address. */
    static WebClient signedIn(URI warden, String member) throws Exception {
        WebClient client = new WebClient(warden);
        client.post("/sign-in", "member", member);
        client.csrf = field("csrf", client.get("/tokens").body());
        return client;
    }

    /** Returns the value of a hidden field on a page. */
    static String field(String name, String page) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("no field " + name + " on the page: " + page);
        }
        return matcher.group(1);
    }

    String cookie() {
        return cookie;
    }

    String csrf() {
        return csrf;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("Accept", "text/html").GET());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(warden + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** Submits a form of this session, as a browser does. */
    HttpResponse<String> post(String path, String... fields) throws Exception {
        Stream<String> all =
                csrf.isEmpty() ? Stream.of(fields) : Stream.concat(Stream.of("csrf", csrf), Stream.of(fields));
        return sendBody(path, form(all.toArray(String[]::new)), "Sec-Fetch-Site", "same-origin");
    }

    /** Sends a form body with arbitrary headers. */
    HttpResponse<String> sendBody(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Encodes form fields, given as name, value, name, value. */
    static String form(String... fields) {
        return IntStream.range(0, fields.length / 2)
                .mapToObj(i -> encode(fields[2 * i]) + "=" + encode(fields[2 * i + 1]))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        response.headers()
                .firstValue("Set-Cookie")
                .map(COOKIE::matcher)
                .filter(Matcher::matches)
                .ifPresent(matcher -> cookie = matcher.group(1));
        return response;
    }

    /** Fills in and submits a new form for a token. */
    HttpResponse<String> create(String name, Scope... scopes) throws Exception {
        return createWith(newForm(), name, scopes);
    }

    /** Opens a new form for a token and returns its id. */
    String newForm() throws Exception {
        return field("form", get("/tokens/new").body());
    }

    /** Fills in and submits a form that was opened before. */
    HttpResponse<String> createWith(String form, String name, Scope... scopes) throws Exception {
        Stream<String> boxes = Stream.of(scopes).flatMap(scope -> Stream.of("scope", scope.value()));
        return post(
                "/tokens",
                Stream.concat(Stream.of("form", form, "name", name, "lastDay", ""), boxes)
                        .toArray(String[]::new));
    }

    /** Creates a token on the pages and returns its secret from the page that shows it. */
    String createAndRead(String name, Scope... scopes) throws Exception {
        return secretOn(get(location(create(name, scopes))));
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.body()));
    }

    static String secretOn(HttpResponse<String> page) {
        Matcher matcher =
                Pattern.compile("<code id=\"secret\" data-secret>(\\w+)</code>").matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("no secret on the page: " + page.body());
        }
        return matcher.group(1);
    }
}
