package dev.patkit.examples.warden.apprepository;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patkit.examples.warden.guard.Outcome;
import dev.patkit.examples.warden.guard.Refusals;
import dev.patkit.examples.warden.guard.Response;
import dev.patkit.examples.warden.guard.ResponseException;
import java.util.UUID;

/**
 * Error responses of App Repository: an error code and a sentence. The challenge also names {@code Basic}, because git
 * sends credentials only after a Basic challenge.
 */
final class AppRepositoryRefusals implements Refusals {
    private static final String JSON = "application/json; charset=utf-8";

    @Override
    public String service() {
        return "App Repository";
    }

    @Override
    public String[] challenges() {
        return new String[] {"MxToken", "Basic"};
    }

    @Override
    public Response refusal(Outcome outcome, UUID request) {
        return switch (outcome) {
            case MISSING, INVALID -> response(401, "Invalid token");
            case INSUFFICIENT_SCOPE -> response(403, "Access denied");
            case UNAVAILABLE -> response(503, "Service unavailable");
        };
    }

    @Override
    public Response failure(UUID request) {
        return response(500, "Internal server error");
    }

    static ResponseException notFound(String what) {
        return new ResponseException(response(404, what + " not found"));
    }

    static ResponseException invalid(String what) {
        return new ResponseException(
                response(400, "Please provide valid input to execute this request. Invalid " + what));
    }

    private static Response response(int status, String message) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("errorCode", "RS" + status)
                .put("errorMessage", message)
                .toString();
        return new Response(status, JSON, body);
    }
}
