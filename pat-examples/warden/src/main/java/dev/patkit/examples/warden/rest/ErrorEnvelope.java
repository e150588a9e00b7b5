package dev.patkit.examples.warden.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patkit.examples.warden.guard.Outcome;
import dev.patkit.examples.warden.guard.Refusals;
import dev.patkit.examples.warden.guard.Response;
import dev.patkit.examples.warden.guard.ResponseException;
import java.util.UUID;

/**
 * The platform's error envelope: an object {@code error} with {@code message}, {@code detail}, {@code code}, the
 * request's id as {@code instance}, and {@code invalid-params} if parameters are invalid.
 */
public final class ErrorEnvelope implements Refusals {
    private final String service;
    private final String invalidToken;

    /**
     * The refusals of a service that uses the envelope.
     *
     * @param service the name of the service
     * @param invalidToken the message for an invalid token
     */
    public ErrorEnvelope(String service, String invalidToken) {
        this.service = service;
        this.invalidToken = invalidToken;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public String[] challenges() {
        return new String[] {"MxToken"};
    }

    @Override
    public Response refusal(Outcome outcome, UUID request) {
        return switch (outcome) {
            case MISSING -> response(401, "Unauthorized", "No access token provided in the request.", request);
            case INVALID -> response(401, "Unauthorized", invalidToken, request);
            case INSUFFICIENT_SCOPE ->
                response(403, "Forbidden", "Access token does not include the required scope.", request);
            case UNAVAILABLE -> response(503, "Service Unavailable", "Please try again later.", request);
        };
    }

    @Override
    public Response failure(UUID request) {
        return response(500, "Internal Server Error", "An internal error occurred.", request);
    }

    /** The resource does not exist, or the caller may not see it. */
    public static ResponseException notFound(String detail) {
        return new ResponseException(request -> response(404, "Not Found", detail, request));
    }

    /** The caller may see the resource but not perform this operation. */
    public static ResponseException forbidden(String detail) {
        return new ResponseException(request -> response(403, "Forbidden", detail, request));
    }

    /** The operation conflicts with the current state. */
    public static ResponseException conflict(String detail) {
        return new ResponseException(request -> response(409, "Conflict", detail, request));
    }

    /** A parameter or a body field is invalid. */
    public static ResponseException invalid(String name, String reason) {
        return new ResponseException(request -> {
            ObjectNode error = error(400, "Bad Request", "One or more parameters are not valid.", request);
            error.putArray("invalid-params").addObject().put("name", name).put("reason", reason);
            return json(400, error);
        });
    }

    private static Response response(int code, String message, String detail, UUID request) {
        return json(code, error(code, message, detail, request));
    }

    private static ObjectNode error(int code, String message, String detail, UUID request) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .put("detail", detail)
                .put("code", code)
                .put("instance", "urn:uuid:" + request);
    }

    private static Response json(int code, ObjectNode error) {
        return Response.json(
                code, JsonNodeFactory.instance.objectNode().set("error", error).toString());
    }
}
