package dev.patkit.examples.warden.guard;

import java.util.UUID;
import java.util.function.Function;

/** Ends a request with a response, such as 404. */
public final class ResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Function<UUID, Response> response;

    /** Ends the request with this response. */
    public ResponseException(Response response) {
        this(request -> response);
    }

    /** Ends the request with a response that contains the request id, which is also in the audit trail. */
    public ResponseException(Function<UUID, Response> response) {
        super("the request ends with a response", null, false, false);
        this.response = response;
    }

    Response response(UUID request) {
        return response.apply(request);
    }
}
