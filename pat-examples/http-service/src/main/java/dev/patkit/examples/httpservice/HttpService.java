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

/** A small catalog on the JDK's own HTTP server. It asks the embedded verifier about each request's token. */
public final class HttpService implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int GRACE_SECONDS = 1;

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpService(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts the service on 127.0.0.1.
     *
     * @param port the port, or 0 for any that is free
     * @param verifier decides about tokens; closed by its owner
     * @return the running service
     * @throws IOException if the port is taken
     */
    public static HttpService start(int port, Verifier verifier) throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
        // On Java 21 and later, Executors.newVirtualThreadPerTaskExecutor() serves as well.
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
                operations.getOrDefault(operation, Answers::notFound).handle(exchange);
            }
        };
    }

    private static HttpHandler guarded(Verifier verifier, Scope needed, GuardedHandler next) {
        return new TokenGuard(verifier, Requirement.of(needed), next);
    }

    private static void hello(HttpExchange exchange, Accepted caller) throws IOException {
        Answers.json(exchange, 200, "{\"hello\": " + quoted(caller.token().owner()) + "}");
    }

    private static void register(HttpExchange exchange, Accepted caller) throws IOException {
        Answers.json(
                exchange, 201, "{\"registeredBy\": " + quoted(caller.token().owner()) + "}");
    }

    /** An owner has no control characters; that leaves two for JSON to escape. */
    private static String quoted(String owner) {
        return '"' + owner.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * Where the service listens.
     *
     * @return such as {@code http://127.0.0.1:8080}
     */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Takes no more requests, gives those under way a second to finish, and lets all threads end. */
    @Override
    public void close() {
        server.stop(GRACE_SECONDS);
        threads.shutdown();
    }

    /**
     * Runs the service until it is told to stop, with one token to try it with.
     *
     * @param args an H2 database file without its ending, or nothing for a database in memory
     * @throws IOException if the port named by the variable {@code PORT} is taken
     */
    public static void main(String[] args) throws IOException {
        String where = args.length > 0 ? "file:" + Path.of(args[0]).toAbsolutePath() : "mem:catalog;DB_CLOSE_DELAY=-1";
        // Without the last setting H2 closes the database by itself while this service still stops.
        String url = "jdbc:h2:" + where + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
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
