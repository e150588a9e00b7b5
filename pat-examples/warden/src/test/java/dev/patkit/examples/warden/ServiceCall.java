package dev.patkit.examples.warden;

import java.net.http.HttpResponse;

/** A call of each service, and what it answers while a token is good and when it is not. */
enum ServiceCall {
    CATALOG("GET", "/v1/register", "", 200, 403);

    private final String method;
    private final String path;
    private final String body;
    private final int good;
    private final int refused;

    ServiceCall(String method, String path, String body, int good, int refused) {
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

    /** The status that the service answers now. */
    int with(String token, RunningWarden warden) throws Exception {
        HttpResponse<String> answer = warden.call(method, path, "MxToken " + token, body);
        return answer.statusCode();
    }
}
