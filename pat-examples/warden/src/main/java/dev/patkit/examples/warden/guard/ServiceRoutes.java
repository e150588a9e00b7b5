package dev.patkit.examples.warden.guard;

import dev.patkit.error.UnavailableException;
import dev.patkit.token.Requirement;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/** The routes of one service. Every route is added with the scopes that it needs. */
public final class ServiceRoutes {
    private static final System.Logger LOG = System.getLogger(ServiceRoutes.class.getName());
    private static final String RETRY_SECONDS = "5";

    private final RoutesConfig routes;
    private final TokenGuard guard;
    private final Refusals refusals;

    /** Starts the routes of a service that has its own error responses. */
    public ServiceRoutes(RoutesConfig routes, TokenGuard guard, Refusals refusals) {
        this.routes = routes;
        this.guard = guard;
        this.refusals = refusals;
    }

    /** Adds a read operation for GET and HEAD. */
    public ServiceRoutes get(String path, Requirement needed, GuardedHandler handler) {
        return add(HandlerType.GET, path, needed, handler).add(HandlerType.HEAD, path, needed, handler);
    }

    /** Adds an operation with one requirement for all requests. */
    public ServiceRoutes add(HandlerType method, String path, Requirement needed, GuardedHandler handler) {
        return add(method, path, needed, ctx -> needed, handler);
    }

    /**
     * Adds an operation whose requirement depends on the request.
     *
     * @param minimum the requirement of a request without parameters
     * @param needed returns the requirement of a request
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
            // The message is not logged: a database may quote row data in it.
            Object kind = e instanceof UnavailableException unavailable
                    ? unavailable.kind()
                    : e.getClass().getSimpleName();
            LOG.log(System.Logger.Level.WARNING, "request {0} could not be answered: {1}", request.id(), kind);
            ctx.header("Retry-After", RETRY_SECONDS).header("Cache-Control", "no-store");
            refusals.refusal(Outcome.UNAVAILABLE, request.id()).send(ctx);
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "request " + request.id() + " failed", e);
            refusals.failure(request.id()).send(ctx);
        }
    }
}
