package dev.patkit.examples.warden.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patkit.examples.warden.guard.Answer;
import dev.patkit.examples.warden.guard.AnswerException;

/** What the catalog says to callers whose token it has accepted. */
final class CatalogErrors {
    private CatalogErrors() {}

    static AnswerException invalid(String name, String reason) {
        return error(400, "INVALID_REQUEST", name + " " + reason + ".");
    }

    static AnswerException forbidden() {
        return error(403, "FORBIDDEN", "You do not have access to the requested resource.");
    }

    static AnswerException notFound() {
        return error(404, "NOT_FOUND", "There is no such application.");
    }

    static AnswerException nameTaken() {
        return error(409, "CONFLICT", "The owner has another application of this name.");
    }

    private static AnswerException error(int status, String code, String message) {
        return new AnswerException(Answer.json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", code)
                        .put("message", message)
                        .toString()));
    }
}
