package dev.patkit.examples.warden.guard;

import java.util.UUID;
import java.util.function.Function;

/** Ends the handling of a request with an answer, such as that something was not found. */
public final class AnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Function<UUID, Answer> answer;

    /** The request ends with this answer. */
    public AnswerException(Answer answer) {
        this(request -> answer);
    }

    /** The request ends with an answer that quotes the request's id, which the audit trail has too. */
    public AnswerException(Function<UUID, Answer> answer) {
        super("the request ends with an answer", null, false, false);
        this.answer = answer;
    }

    Answer answer(UUID request) {
        return answer.apply(request);
    }
}
