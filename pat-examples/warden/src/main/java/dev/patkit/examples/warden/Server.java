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

/** The HTTP server: what holds for every page and every service. */
final class Server implements AutoCloseable {
    private static final String HERE = "127.0.0.1";
    private static final long MAX_BODY = 256 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(50);
    private static final Duration SESSION_IDLE = Duration.ofMinutes(30);

    private final Javalin javalin;

    private Server(Javalin javalin) {
        this.javalin = javalin;
    }

    static Server start(int port, WebApp web, Consumer<RoutesConfig> services) {
        return new Server(
                Javalin.create(config -> configure(config, web, services)).start(HERE, port));
    }

    private static void configure(JavalinConfig config, WebApp web, Consumer<RoutesConfig> services) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_BODY;
        // A page that holds a secret and a stranger's text must not be compressed: its length would tell.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jsonMapper(new JavalinJackson(new ObjectMapper(), false));
        config.jetty.modifyServer(server -> server.setStopTimeout(GRACE.toMillis()));
        config.jetty.modifyServletContextHandler(Server::configureSessions);
        config.routes.before(ctx -> ctx.header("X-Content-Type-Options", "nosniff"));
        config.routes.before(Server::requireItsOwnMethod);
        services.accept(config.routes);
        web.addTo(config.routes);
        config.staticFiles.add(files -> {
            files.hostedPath = "/static";
            files.directory = "/dev/patkit/examples/warden/static";
        });
    }

    /** A request is what its first line says. Javalin would let a header make another of it, or run a filter as a route. */
    private static void requireItsOwnMethod(Context ctx) {
        if (ctx.header(Header.X_HTTP_METHOD_OVERRIDE) != null || !ctx.method().isHttpMethod()) {
            throw new BadRequestResponse();
        }
    }

    /** A cookie that no other host, no script and no foreign page can set, read or send. */
    private static void configureSessions(ServletContextHandler handler) {
        handler.getSessionHandler().setMaxInactiveInterval((int) SESSION_IDLE.toSeconds());
        SessionCookieConfig cookie = handler.getSessionHandler().getSessionCookieConfig();
        cookie.setName("__Host-warden");
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
    }

    URI address() {
        return URI.create("http://" + HERE + ":" + javalin.port());
    }

    List<Endpoint> endpoints() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(entry -> entry.endpoint)
                .toList();
    }

    /** Lets requests under way finish; connections that only wait for the next one are not waited for. */
    @Override
    public void close() {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        }
        javalin.stop();
    }
}
