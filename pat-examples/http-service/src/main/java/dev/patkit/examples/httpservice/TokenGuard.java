package dev.patkit.examples.httpservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.patkit.fault.UnavailableException;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import java.io.IOException;

/** Lets a request through to its handler once its token is accepted. The reason of a refusal stays inside. */
record TokenGuard(Verifier verifier, Requirement needed, GuardedHandler next) implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        PresentedToken presented = PresentedToken.fromAuthorization(
                exchange.getRequestHeaders().get("Authorization"), "mxtoken", "Bearer");
        Verification answer;
        try {
            answer = verifier.verify(presented, needed);
        } catch (UnavailableException e) {
            Answers.unavailable(exchange);
            return;
        }
        if (answer instanceof Accepted caller) {
            next.handle(exchange, caller);
        } else if (presented.isAbsent()) {
            Answers.challenge(exchange);
        } else {
            Answers.refuse(exchange);
        }
    }
}
