package dev.patkit.examples.warden;

import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;

/** A call of each service, and what it answers to a member whose token has every scope: while it is good, and when not. */
enum ServiceProbe {
    CATALOG("GET", "/v1/register", "", 200, 403),
    APP_REPOSITORY("GET", "/v1/repositories/" + ProjectStore.DEMO + "/info", "", 200, 401),
    PROJECTS("GET", "/v2/projects/" + ProjectStore.DEMO, "", 200, 401),
    LEGACY_PROJECTS("POST", "/rest/projectservice/v1/projects", "{\"name\": \"Nightly\"}", 202, 401),
    /** A member's token is known there, but a member is no admin. */
    USER_DEACTIVATION("PATCH", "/v1/platform-users/" + ServiceProbe.BOB, "{\"active\": false}", 403, 401);

    /** Bob's id. */
    static final String BOB = "b0b00000-0000-4000-8000-000000000002";

    private final String method;
    private final String path;
    private final String body;
    private final int good;
    private final int refused;

    ServiceProbe(String method, String path, String body, int good, int refused) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.good = good;
        this.refused = refused;
    }

    /** The status while the token is good. */
    int good() {
        return good;
    }

    /** The status when it is not. */
    int refused() {
        return refused;
    }

    /** The status that the service responses now. */
    int with(String token, RunningWarden warden) throws Exception {
        HttpResponse<String> response = warden.call(method, path, "MxToken " + token, body);
        return response.statusCode();
    }
}
