package dev.patkit.examples.warden;

import static dev.patkit.examples.warden.platform.PlatformScope.APP_CREATE;
import static dev.patkit.examples.warden.platform.PlatformScope.REPO_READ;
import static dev.patkit.examples.warden.platform.PlatformScope.ROLES_READ;
import static dev.patkit.examples.warden.platform.PlatformScope.SERVICES_READ;
import static dev.patkit.examples.warden.platform.PlatformScope.USER_DEACTIVATION_WRITE;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One request to each service, and its exact response to each kind of refusal. Every service is listed. */
enum ServiceRefusals {
    CATALOG("GET", "/v1/register", SERVICES_READ, "Data Hub Catalog") {
        @Override
        ServiceResponse missing() {
            return challenge("{\"error\": \"\"}");
        }

        @Override
        ServiceResponse invalid() {
            return refusal(403, "{\"error\": \"\"}", Map.of());
        }

        @Override
        ServiceResponse insufficientScope() {
            return refusal(403, "{\"error\": \"\"}", insufficient());
        }

        @Override
        ServiceResponse unavailable() {
            return refusal(503, "{\"error\": \"\"}", RETRY);
        }
    },
    APP_REPOSITORY("GET", "/v1/repositories/" + ProjectStore.DEMO + "/info", REPO_READ, "App Repository") {
        @Override
        ServiceResponse missing() {
            return challenge("{\"errorCode\":\"RS401\",\"errorMessage\":\"Invalid token\"}");
        }

        @Override
        ServiceResponse invalid() {
            return missing();
        }

        @Override
        ServiceResponse insufficientScope() {
            return refusal(403, "{\"errorCode\":\"RS403\",\"errorMessage\":\"Access denied\"}", insufficient());
        }

        @Override
        ServiceResponse unavailable() {
            return refusal(503, "{\"errorCode\":\"RS503\",\"errorMessage\":\"Service unavailable\"}", RETRY);
        }

        @Override
        List<String> schemes() {
            return List.of("MxToken", "Basic");
        }

        @Override
        String contentType() {
            return "application/json;charset=utf-8";
        }
    },
    PROJECTS("GET", "/v2/roles/de7e109e-0000-4000-8000-000000000002", ROLES_READ, "Projects") {
        @Override
        ServiceResponse invalid() {
            return challenge(envelope(401, "Unauthorized", "Invalid access token"));
        }
    },
    LEGACY_PROJECTS(
            "GET",
            "/rest/projectservice/v1/projects/jobs/00000000-0000-4000-8000-000000000000",
            APP_CREATE,
            "Projects") {
        @Override
        ServiceResponse invalid() {
            return PROJECTS.invalid();
        }
    },
    USER_DEACTIVATION(
            "PATCH",
            "/v1/platform-users/00000000-0000-4000-8000-000000000000",
            USER_DEACTIVATION_WRITE,
            "User Deactivation") {
        @Override
        ServiceResponse invalid() {
            return challenge(envelope(401, "Unauthorized", "Access token is non-existent or expired."));
        }
    };

    private static final Map<String, List<String>> RETRY = Map.of("retry-after", List.of("5"));

    private final String method;
    private final String path;
    private final PlatformScope needed;
    private final String realm;

    ServiceRefusals(String method, String path, PlatformScope needed, String realm) {
        this.method = method;
        this.path = path;
        this.needed = needed;
        this.realm = realm;
    }

    /** The name of the service, which is also the realm of its challenges. */
    String realm() {
        return realm;
    }

    PlatformScope needed() {
        return needed;
    }

    /** Whether its refusals contain the request id. */
    boolean containsRequestId() {
        return missing().body().contains("…");
    }

    HttpResponse<String> send(RunningWarden warden, String authorization) throws Exception {
        return warden.call(method, path, authorization, "");
    }

    ServiceResponse call(RunningWarden warden, String authorization) throws Exception {
        return ServiceResponse.of(send(warden, authorization));
    }

    /** The response to a missing or malformed token. */
    ServiceResponse missing() {
        return challenge(envelope(401, "Unauthorized", "No access token provided in the request."));
    }

    /** The response to an invalid token, for any reason. */
    abstract ServiceResponse invalid();

    ServiceResponse insufficientScope() {
        String body = envelope(403, "Forbidden", "Access token does not include the required scope.");
        return refusal(403, body, insufficient());
    }

    ServiceResponse unavailable() {
        return refusal(503, envelope(503, "Service Unavailable", "Please try again later."), RETRY);
    }

    static String envelope(int code, String message, String detail) {
        return "{\"error\":{\"message\":\"" + message + "\",\"detail\":\"" + detail + "\",\"code\":" + code
                + ",\"instance\":\"urn:uuid:…\"}}";
    }

    /** The authentication schemes in its challenge. */
    List<String> schemes() {
        return List.of("MxToken");
    }

    ServiceResponse challenge(String body) {
        List<String> challenges = schemes().stream()
                .map(scheme -> scheme + " realm=\"" + realm + "\"")
                .toList();
        return refusal(401, body, Map.of("www-authenticate", challenges));
    }

    Map<String, List<String>> insufficient() {
        return Map.of("www-authenticate", List.of("MxToken realm=\"" + realm + "\", error=\"insufficient_scope\""));
    }

    String contentType() {
        return "application/json";
    }

    ServiceResponse refusal(int status, String body, Map<String, List<String>> more) {
        String sent = body.replace("…", "00000000-0000-4000-8000-000000000000");
        Map<String, List<String>> headers = new TreeMap<>(more);
        headers.put("cache-control", List.of("no-store"));
        headers.put("content-length", List.of("" + sent.getBytes(StandardCharsets.UTF_8).length));
        headers.put("content-type", List.of(contentType()));
        headers.put("x-content-type-options", List.of("nosniff"));
        return new ServiceResponse(status, headers, body);
    }
}
