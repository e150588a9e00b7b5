package dev.patkit.examples.warden.guard;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/**
 * A response of a service.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param body the body
 */
public record Response(int status, String contentType, String body) {
    private static final String JSON = "application/json";

    /** A response with a JSON body. */
    public static Response json(int status, String body) {
        return new Response(status, JSON, body);
    }

    void send(Context ctx) {
        ctx.status(status).contentType(contentType).result(body.getBytes(StandardCharsets.UTF_8));
    }
}
