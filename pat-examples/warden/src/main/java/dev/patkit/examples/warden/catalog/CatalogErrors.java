package dev.patkit.examples.warden.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patkit.examples.warden.guard.Response;
import dev.patkit.examples.warden.guard.ResponseException;

/** Error responses to callers whose token was accepted. */
final class CatalogErrors {
    private CatalogErrors() {}

    static ResponseException invalid(String name, String reason) {
        return error(400, "INVALID_REQUEST", name + " " + reason + ".");
    }

    static ResponseException forbidden() {
        return error(403, "FORBIDDEN", "You do not have access to the requested resource.");
    }

    static ResponseException notFound() {
        return error(404, "NOT_FOUND", "There is no such application.");
    }

    static ResponseException nameTaken() {
        return error(409, "CONFLICT", "The owner already has an application with this name.");
    }

    private static ResponseException error(int status, String code, String message) {
        return new ResponseException(Response.json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", code)
                        .put("message", message)
                        .toString()));
    }
}
