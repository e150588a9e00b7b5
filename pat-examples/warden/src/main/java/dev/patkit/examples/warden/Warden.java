package dev.patkit.examples.warden;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.apprepository.AppRepository;
import dev.patkit.examples.warden.catalog.Catalog;
import dev.patkit.examples.warden.deactivation.UserDeactivationApi;
import dev.patkit.examples.warden.guard.TokenGuard;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.examples.warden.platform.Database;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.examples.warden.platform.PeriodicTasks;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.examples.warden.projects.Projects;
import dev.patkit.examples.warden.web.WebApp;
import dev.patkit.jdbc.JdbcTokenStore;
import io.javalin.config.RoutesConfig;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogManager;

/** Warden and the services behind it, in one process on 127.0.0.1. */
public final class Warden implements AutoCloseable {
    private static final Duration RETENTION = Duration.ofDays(90);

    private final Database database;
    private final AuditTrail audit;
    private final PersonalAccessTokens pats;
    private final WebApp web;
    private final Server server;
    private final PeriodicTasks housekeeping = new PeriodicTasks();

    private Warden(Settings settings, Clock clock) {
        database = Database.open(settings.jdbcUrl());
        Members members = new Members(database.jdbi());
        audit = new AuditTrail(database.jdbi(), clock);
        pats = tokens(database, members, clock);
        web = new WebApp(pats, members, audit, clock, settings.confirmAfter());
        server = Server.start(settings.port(), web, routes -> addServices(routes, members, settings.home(), clock));
        housekeeping.every(Duration.ofDays(1), () -> pats.housekeeping().purge(RETENTION));
    }

    /** Sets up the library: the token store, the prefix, the scopes, and who is active. */
    private static PersonalAccessTokens tokens(Database database, Members members, Clock clock) {
        JdbcTokenStore store = JdbcTokenStore.builder(database.dataSource())
                .createTablesIfMissing()
                .build();
        return PersonalAccessTokens.builder(store)
                .prefix("mxp")
                .scopes(PlatformScope.values())
                .owners(members::isActive)
                .clock(clock)
                .build();
    }

    private void addServices(RoutesConfig routes, Members members, Path home, Clock clock) {
        TokenGuard guard = new TokenGuard(pats.verifier(), audit, clock);
        ProjectStore projects = new ProjectStore(database.jdbi(), clock);
        Catalog.addTo(routes, guard, database.jdbi(), members);
        AppRepository.addTo(routes, guard, members, projects, home.resolve("repositories"));
        Projects.addTo(routes, guard, database.jdbi(), members, projects);
        UserDeactivationApi.addTo(routes, guard, members, audit);
    }

    /**
     * Starts the web app and the services.
     *
     * @param settings the address and the database
     * @param clock the source of the current time
     * @return the running server; close it to write pending data
     * @throws IOException if the data folder cannot be created
     */
    public static Warden start(Settings settings, Clock clock) throws IOException {
        Files.createDirectories(settings.home());
        return new Warden(settings, clock);
    }

    /**
     * The address that the server listens on.
     *
     * @return for example {@code http://127.0.0.1:8080}
     */
    public URI address() {
        return server.address();
    }

    /** The library's entry point, for tests. */
    PersonalAccessTokens pats() {
        return pats;
    }

    /** The audit trail, for tests. */
    AuditTrail audit() {
        return audit;
    }

    /** All routes, for tests that call each of them. */
    List<Endpoint> endpoints() {
        return server.endpoints();
    }

    /**
     * Stops accepting requests, lets running ones finish, writes pending last-used times and audit events, closes the
     * database.
     */
    @Override
    public void close() {
        server.close();
        housekeeping.close();
        web.close();
        pats.close();
        audit.close();
        database.close();
    }

    /**
     * Runs Warden until the process receives a signal.
     *
     * @param args none
     * @throws IOException if the data folder cannot be created
     */
    public static void main(String[] args) throws IOException {
        try (InputStream logging = Warden.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        Settings settings = Settings.fromEnvironment(System.getenv());
        Warden warden = start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            warden.close();
            System.out.println("Stopped.");
        }));
        System.out.println("Warden listens on " + warden.address() + ", Ctrl-C stops. Data is in " + settings.home());
    }
}
