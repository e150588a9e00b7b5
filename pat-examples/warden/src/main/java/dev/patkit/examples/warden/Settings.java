package dev.patkit.examples.warden;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where Warden runs and keeps its data.
 *
 * @param port the port on 127.0.0.1, or 0 for any that is free
 * @param jdbcUrl a SQLite or PostgreSQL database
 * @param home the folder of the git repositories, and of the database file unless another database is named
 * @param confirmAfter how old a sign-in may be before making a token asks for another; empty for any age
 */
public record Settings(int port, String jdbcUrl, Path home, Optional<Duration> confirmAfter) {
    /** The settings that the environment gives: {@code PORT}, {@code WARDEN_JDBC_URL} and the like. */
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

    /** A database file that keeps what was acknowledged, even when the process is killed. */
    static String sqlite(Path home) {
        return "jdbc:sqlite:" + home.resolve("warden.db") + "?journal_mode=WAL&busy_timeout=5000&synchronous=FULL";
    }
}
