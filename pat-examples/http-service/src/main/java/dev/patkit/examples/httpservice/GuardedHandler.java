package dev.patkit.examples.httpservice;

import com.sun.net.httpserver.HttpExchange;
import dev.patkit.verify.Accepted;
import java.io.IOException;

/** Serves one operation. Only a verifier creates an {@link Accepted}, so no operation runs without a verified token. */
@FunctionalInterface
interface GuardedHandler {
    void handle(HttpExchange exchange, Accepted caller) throws IOException;
}
