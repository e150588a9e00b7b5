package dev.patkit.examples.httpservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.patkit.error.UnavailableException;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import java.io.IOException;

/** Calls the handler if the token is accepted. The response does not reveal the reason for a refusal. */
record TokenGuard(Verifier verifier, Requirement needed, GuardedHandler next) implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        PresentedToken presented =
                AuthorizationHeader.read(exchange.getRequestHeaders().get("Authorization"), "mxtoken", "Bearer");
        Verification verification;
        try {
            verification = verifier.verify(presented, needed);
        } catch (UnavailableException e) {
            Responses.unavailable(exchange);
            return;
        }
        if (verification instanceof Accepted caller) {
            next.handle(exchange, caller);
        } else if (presented.isAbsent()) {
            Responses.unauthorized(exchange);
        } else {
            Responses.forbidden(exchange);
        }
    }
}
