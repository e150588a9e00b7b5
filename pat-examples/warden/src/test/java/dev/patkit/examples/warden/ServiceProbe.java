package dev.patkit.examples.warden;

import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;

/** One request to each service, with the expected status for a valid and for an invalid token with all scopes. */
enum ServiceProbe {
    CATALOG("GET", "/v1/register", "", 200, 403),
    APP_REPOSITORY("GET", "/v1/repositories/" + ProjectStore.DEMO + "/info", "", 200, 401),
    PROJECTS("GET", "/v2/projects/" + ProjectStore.DEMO, "", 200, 401),
    LEGACY_PROJECTS("POST", "/rest/projectservice/v1/projects", "{\"name\": \"Nightly\"}", 202, 401),
    /** Valid tokens get 403 unless the owner is an admin. */
    USER_DEACTIVATION("PATCH", "/v1/platform-users/" + ServiceProbe.BOB, "{\"active\": false}", 403, 401);

    /** Bob's id. */
    static final String BOB = "b0b00000-0000-4000-8000-000000000002";

    private final String method;
    private final String path;
    private final String body;
    private final int accepted;
    private final int refused;

    ServiceProbe(String method, String path, String body, int accepted, int refused) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.accepted = accepted;
        this.refused = refused;
    }

    /** The status for a valid token. */
    int accepted() {
        return accepted;
    }

    /** The status for an invalid token. */
    int refused() {
        return refused;
    }

    /** Calls the service and returns the status. */
    int with(String token, RunningWarden warden) throws Exception {
        HttpResponse<String> response = warden.call(method, path, "MxToken " + token, body);
        return response.statusCode();
    }
}
