package dev.patkit.examples.warden;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where Warden listens and keeps its data.
 *
 * @param port the port on 127.0.0.1, or 0 for any free port
 * @param jdbcUrl the URL of a SQLite or PostgreSQL database
 * @param home the folder of the git repositories, and of the database file unless another database is named
 * @param confirmAfter the age from which a sign-in must be confirmed before a token is created; empty for never
 */
public record Settings(int port, String jdbcUrl, Path home, Optional<Duration> confirmAfter) {
    /** Reads the settings from environment variables such as {@code PORT} and {@code WARDEN_JDBC_URL}. */
    public static Settings fromEnvironment(Map<String, String> environment) {
        Path home =
                Path.of(environment.getOrDefault("WARDEN_HOME", "warden-data")).toAbsolutePath();
        return new Settings(
                Integer.parseInt(environment.getOrDefault("PORT", "8080")),
                environment.getOrDefault("WARDEN_JDBC_URL", sqlite(home)),
                home,
                Optional.ofNullable(environment.get("WARDEN_CONFIRM_MINUTES"))
                        .map(Long::parseLong)
                        .map(Duration::ofMinutes));
    }

    /** The URL of a database file whose committed writes survive a crash of the process. */
    static String sqlite(Path home) {
        return "jdbc:sqlite:" + home.resolve("warden.db") + "?journal_mode=WAL&busy_timeout=5000&synchronous=FULL";
    }
}
