package dev.patkit.examples.warden.guard;

import java.util.UUID;
import java.util.function.Function;

/** Ends the handling of a request with an answer, such as that something was not found. */
public final class ResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Function<UUID, Response> response;

    /** The request ends with this answer. */
    public ResponseException(Response response) {
        this(request -> response);
    }

    /** The request ends with an answer that quotes the request's id, which the audit trail has too. */
    public ResponseException(Function<UUID, Response> response) {
        super("the request ends with an answer", null, false, false);
        this.response = response;
    }

    Response response(UUID request) {
        return response.apply(request);
    }
}
