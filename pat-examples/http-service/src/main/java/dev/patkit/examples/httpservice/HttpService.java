package dev.patkit.examples.httpservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;

/** A small catalog on the JDK's HTTP server. An embedded verifier checks the token of each request. */
public final class HttpService implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int STOP_TIMEOUT_SECONDS = 1;

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpService(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts the service on 127.0.0.1.
     *
     * @param port the port, or 0 for any free port
     * @param verifier verifies the tokens; the caller closes it
     * @return the running service
     * @throws IOException if the port is taken
     */
    public static HttpService start(int port, Verifier verifier) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        // On Java 21 and later, Executors.newVirtualThreadPerTaskExecutor() works as well.
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/", router(verifier));
        server.start();
        return new HttpService(server, threads);
    }

    private static HttpHandler router(Verifier verifier) {
        Map<String, HttpHandler> operations = Map.of(
                "GET /v1/register", guarded(verifier, CatalogScope.READ, HttpService::hello),
                "POST /v1/register", guarded(verifier, CatalogScope.WRITE, HttpService::register));
        return exchange -> {
            try (exchange) {
                String operation = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath();
                operations.getOrDefault(operation, Responses::notFound).handle(exchange);
            }
        };
    }

    private static HttpHandler guarded(Verifier verifier, Scope required, GuardedHandler next) {
        return new TokenGuard(verifier, Requirement.of(required), next);
    }

    private static void hello(HttpExchange exchange, Accepted caller) throws IOException {
        Responses.json(exchange, 200, "{\"hello\": " + quoted(caller.token().owner()) + "}");
    }

    private static void register(HttpExchange exchange, Accepted caller) throws IOException {
        Responses.json(
                exchange, 201, "{\"registeredBy\": " + quoted(caller.token().owner()) + "}");
    }

    /** Owners contain no control characters, so only two characters need escaping in JSON. */
    private static String quoted(String owner) {
        return '"' + owner.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * The address that the service listens on.
     *
     * @return for example {@code http://127.0.0.1:8080}
     */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops accepting requests, gives running ones a second to finish, and ends all threads. */
    @Override
    public void close() {
        server.stop(STOP_TIMEOUT_SECONDS);
        threads.shutdown();
    }

    /**
     * Issues a demo token and runs the service until the process receives a signal.
     *
     * @param args an H2 database file without its extension, or nothing for a database in memory
     * @throws IOException if the port in the environment variable {@code PORT} is taken
     */
    public static void main(String[] args) throws IOException {
        String location =
                args.length > 0 ? "file:" + Path.of(args[0]).toAbsolutePath() : "mem:catalog;DB_CLOSE_DELAY=-1";
        // DB_CLOSE_ON_EXIT=FALSE keeps H2 from closing the database before this service has stopped.
        String url = "jdbc:h2:" + location + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));

        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "", "");
        JdbcTokenStore store =
                JdbcTokenStore.builder(pool).createTablesIfMissing().build();
        PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
                .prefix("acme")
                .scopes(CatalogScope.values())
                .build();
        IssuedToken demo = pats.issue(
                TokenRequest.forOwner("alice").named("demo of " + Instant.now()).allowing(CatalogScope.READ));
        HttpService service = start(port, pats.verifier());
        stopOnSignal(service, pats, pool);

        System.out.println("Listening on " + service.address() + ", Ctrl-C stops. Try:");
        System.out.println("curl -i -H 'Authorization: mxtoken " + demo.secret().reveal() + "' '" + service.address()
                + "/v1/register?name=orders'");
    }

    private static void stopOnSignal(HttpService service, PersonalAccessTokens pats, JdbcConnectionPool pool) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            pats.close();
            pool.dispose();
            System.out.println("Stopped.");
        }));
    }
}
