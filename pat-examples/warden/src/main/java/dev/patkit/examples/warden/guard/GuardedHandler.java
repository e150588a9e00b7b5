package dev.patkit.examples.warden.guard;

import dev.patkit.verify.Accepted;
import io.javalin.http.Context;

/** Serves one operation. Only a verifier can make an {@link Accepted}, so nothing is served unchecked. */
@FunctionalInterface
public interface GuardedHandler {
    /**
     * Serves the operation.
     *
     * @param ctx the request and the response
     * @param caller the token, which may do this
     * @throws Exception whatever goes wrong; an {@link ResponseException} is an answer
     */
    void handle(Context ctx, Accepted caller) throws Exception;
}
