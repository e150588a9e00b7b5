package dev.patkit.examples.warden.apprepository;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patkit.examples.warden.guard.Answer;
import dev.patkit.examples.warden.guard.AnswerException;
import dev.patkit.examples.warden.guard.Outcome;
import dev.patkit.examples.warden.guard.Refusals;
import java.util.UUID;

/**
 * App Repository says a code and a sentence. It asks for {@code Basic} too: git keeps its token to itself until a server
 * asks in the one way it knows.
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
    public Answer refusal(Outcome outcome, UUID request) {
        return switch (outcome) {
            case MISSING, INVALID -> answer(401, "Invalid token");
            case INSUFFICIENT_SCOPE -> answer(403, "Access denied");
            case UNAVAILABLE -> answer(503, "Service unavailable");
        };
    }

    @Override
    public Answer failure(UUID request) {
        return answer(500, "Internal server error");
    }

    static AnswerException notFound(String what) {
        return new AnswerException(answer(404, what + " not found"));
    }

    static AnswerException invalid(String what) {
        return new AnswerException(answer(400, "Please provide valid input to execute this request. Invalid " + what));
    }

    private static Answer answer(int status, String message) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("errorCode", "RS" + status)
                .put("errorMessage", message)
                .toString();
        return new Answer(status, JSON, body);
    }
}
