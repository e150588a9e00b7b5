package dev.patkit.examples.warden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patkit.examples.warden.platform.PlatformScope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base of service tests: a new Warden for each test, and methods to call it. Carol is an admin, alice and bob are not.
 */
abstract class ServiceTest {
    static final String ALICE = "a11ce000-0000-4000-8000-000000000001";
    static final String BOB = "b0b00000-0000-4000-8000-000000000002";
    static final String CAROL = "ca401000-0000-4000-8000-000000000003";
    static final String UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private RunningWarden warden;

    @BeforeEach
    void start() throws Exception {
        warden = RunningWarden.with(settings(folder));
    }

    /** Uses a SQLite file; tests override this to use another database. */
    Settings settings(Path folder) throws Exception {
        return new Settings(0, Settings.sqlite(folder), folder, Optional.empty());
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    void restart() throws Exception {
        warden.close();
        warden = RunningWarden.with(warden.settings());
    }

    RunningWarden warden() {
        return warden;
    }

    /** Issues a token with all scopes, so that only its owner matters. */
    String token(String owner) {
        PlatformScope[] all = PlatformScope.values();
        return warden.token(owner, all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    HttpResponse<String> get(String token, String path) throws Exception {
        return call("GET", token, path, "");
    }

    /** Calls a service with a token. Single quotes in the body are replaced by double quotes. */
    HttpResponse<String> call(String method, String token, String path, String body) throws Exception {
        return warden.call(method, path, "MxToken " + token, body.replace('\'', '"'));
    }

    static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    /** Runs a statement on a separate connection. */
    void sql(String statement) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(warden.settings().jdbcUrl())) {
            connection.createStatement().execute(statement);
        }
    }
}
