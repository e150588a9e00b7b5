package dev.patkit.examples.warden.guard;

import dev.patkit.verify.Accepted;
import io.javalin.http.Context;

/** Serves one operation. Only a verifier creates an {@link Accepted}, so no operation runs without a verified token. */
@FunctionalInterface
public interface GuardedHandler {
    /**
     * Serves the operation.
     *
     * @param ctx the request and the response
     * @param caller the accepted token
     * @throws Exception if the operation fails; a {@link ResponseException} carries the response to send
     */
    void handle(Context ctx, Accepted caller) throws Exception;
}
