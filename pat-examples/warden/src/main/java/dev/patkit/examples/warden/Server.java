package dev.patkit.examples.warden;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patkit.examples.warden.web.WebApp;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.json.JavalinJackson;
import io.javalin.router.Endpoint;
import jakarta.servlet.SessionCookieConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;

/** The HTTP server, with the settings that all pages and services share. */
final class Server implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long MAX_BODY_BYTES = 256 * 1024;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SHUTDOWN_IDLE_TIMEOUT = Duration.ofMillis(50);
    private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(30);

    private final Javalin javalin;

    private Server(Javalin javalin) {
        this.javalin = javalin;
    }

    static Server start(int port, WebApp web, Consumer<RoutesConfig> services) {
        return new Server(
                Javalin.create(config -> configure(config, web, services)).start(LOOPBACK, port));
    }

    private static void configure(JavalinConfig config, WebApp web, Consumer<RoutesConfig> services) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        // No compression: on a page with a secret and attacker-chosen text, the length would leak the secret (BREACH).
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jsonMapper(new JavalinJackson(new ObjectMapper(), false));
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_TIMEOUT.toMillis()));
        config.jetty.modifyServletContextHandler(Server::configureSessions);
        config.routes.before(ctx -> ctx.header("X-Content-Type-Options", "nosniff"));
        config.routes.before(Server::rejectMethodOverride);
        services.accept(config.routes);
        web.addTo(config.routes);
        config.staticFiles.add(files -> {
            files.hostedPath = "/static";
            files.directory = "/dev/patkit/examples/warden/static";
        });
    }

    /** Only the request line sets the method. Javalin would accept an override header, or run a filter as a route. */
    private static void rejectMethodOverride(Context ctx) {
        if (ctx.header(Header.X_HTTP_METHOD_OVERRIDE) != null || !ctx.method().isHttpMethod()) {
            throw new BadRequestResponse();
        }
    }

    /** Other hosts and scripts can neither set nor read the session cookie, and other sites cannot send it. */
    private static void configureSessions(ServletContextHandler handler) {
        handler.getSessionHandler().setMaxInactiveInterval((int) SESSION_TIMEOUT.toSeconds());
        SessionCookieConfig cookie = handler.getSessionHandler().getSessionCookieConfig();
        cookie.setName("__Host-warden");
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
    }

    URI address() {
        return URI.create("http://" + LOOPBACK + ":" + javalin.port());
    }

    List<Endpoint> endpoints() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(entry -> entry.endpoint)
                .toList();
    }

    /** Lets running requests finish; idle connections are closed at once. */
    @Override
    public void close() {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).setShutdownIdleTimeout(SHUTDOWN_IDLE_TIMEOUT.toMillis());
        }
        javalin.stop();
    }
}
