package dev.patkit.examples.httpservice;

import com.sun.net.httpserver.HttpExchange;
import dev.patkit.verify.Accepted;
import java.io.IOException;

/** Serves one operation. Only a verifier can make an {@link Accepted}, so nothing is served unchecked. */
@FunctionalInterface
interface GuardedHandler {
    void handle(HttpExchange exchange, Accepted caller) throws IOException;
}
