package dev.patkit.examples.httpservice;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The responses of this service. All refusals have the same body, whatever the reason. */
final class Responses {
    private static final String REFUSAL_BODY = "{\"error\": \"\"}";
    private static final String RETRY_SECONDS = "5";

    private Responses() {}

    /** No token was sent: 401 with the supported authentication schemes. */
    static void unauthorized(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.add("WWW-Authenticate", "Bearer realm=\"catalog\"");
        headers.add("WWW-Authenticate", "mxtoken realm=\"catalog\"");
        refuse(exchange, 401);
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        json(exchange, status, REFUSAL_BODY);
    }

    /** The token was refused: 403. */
    static void forbidden(HttpExchange exchange) throws IOException {
        refuse(exchange, 403);
    }

    /** The token could not be verified: 503. */
    static void unavailable(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
        refuse(exchange, 503);
    }

    static void notFound(HttpExchange exchange) throws IOException {
        json(exchange, 404, "{\"error\": \"no such operation\"}");
    }

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
