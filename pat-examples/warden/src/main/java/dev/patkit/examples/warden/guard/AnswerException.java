package dev.patkit.examples.warden.guard;

/** Ends the handling of a request with an answer, such as that something was not found. */
public final class AnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    /** The request ends with this answer. */
    public AnswerException(Answer answer) {
        super("answered with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
