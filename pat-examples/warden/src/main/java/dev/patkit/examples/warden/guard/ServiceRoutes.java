package dev.patkit.examples.warden.guard;

import dev.patkit.fault.UnavailableException;
import dev.patkit.token.Requirement;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/** The routes of one service. There is no way to add one without saying what a token needs for it. */
public final class ServiceRoutes {
    private static final System.Logger LOG = System.getLogger(ServiceRoutes.class.getName());
    private static final String RETRY_SECONDS = "5";

    private final RoutesConfig routes;
    private final TokenGuard guard;
    private final Refusals refusals;

    /** The routes of a service that words its refusals in its own way. */
    public ServiceRoutes(RoutesConfig routes, TokenGuard guard, Refusals refusals) {
        this.routes = routes;
        this.guard = guard;
        this.refusals = refusals;
    }

    /** Adds an operation that reads; it answers HEAD as well. */
    public ServiceRoutes get(String path, Requirement needed, GuardedHandler handler) {
        return add(HandlerType.GET, path, needed, handler).add(HandlerType.HEAD, path, needed, handler);
    }

    /** Adds an operation that needs the same of every request. */
    public ServiceRoutes add(HandlerType method, String path, Requirement needed, GuardedHandler handler) {
        return add(method, path, needed, ctx -> needed, handler);
    }

    /**
     * Adds an operation whose requirement depends on the request.
     *
     * @param minimum what a plain request needs
     * @param needed what a request needs
     */
    public ServiceRoutes add(
            HandlerType method,
            String path,
            Requirement minimum,
            Function<Context, Requirement> needed,
            GuardedHandler handler) {
        Handler guarded = ctx -> serve(ctx, needed.apply(ctx), handler);
        routes.addEndpoint(Endpoint.create(method, path)
                .addMetadata(new Guarded(refusals.service(), minimum))
                .handler(guarded));
        return this;
    }

    private void serve(Context ctx, Requirement needed, GuardedHandler handler) {
        ServiceRequest request =
                ServiceRequest.of(ctx, refusals.service(), guard.clock().instant());
        try {
            guard.handle(ctx, request, needed, refusals, handler);
        } catch (ResponseException e) {
            e.response(request.id()).send(ctx);
        } catch (UnavailableException | JdbiException e) {
            // Not its message: a database may quote a row in it.
            String kind = e.getClass().getSimpleName();
            LOG.log(System.Logger.Level.WARNING, "request {0} could not be answered: {1}", request.id(), kind);
            ctx.header("Retry-After", RETRY_SECONDS).header("Cache-Control", "no-store");
            refusals.refusal(Outcome.UNAVAILABLE, request.id()).send(ctx);
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "request " + request.id() + " failed", e);
            refusals.failure(request.id()).send(ctx);
        }
    }
}
