package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.guard.Guarded;
import dev.patkit.examples.warden.platform.PlatformScope;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties of every guarded route. The list of routes is read from the server. */
class GuardTest {
    @TempDir
    private Path folder;

    @Test
    void everyGuardedRouteRefusesATokenWithoutTheRequiredScopes() throws Exception {
        try (RunningWarden warden = RunningWarden.in(folder)) {
            List<Endpoint> routes = warden.warden().endpoints().stream()
                    .filter(endpoint -> endpoint.metadata(Guarded.class) != null)
                    .toList();
            assertThat(routes).isNotEmpty();
            for (Endpoint route : routes) {
                Guarded guarded = route.metadata(Guarded.class);
                PlatformScope[] others = Arrays.stream(PlatformScope.values())
                        .filter(scope -> !guarded.needed().toString().matches(".*\\b" + scope.value() + "\\b.*"))
                        .toArray(PlatformScope[]::new);
                String token = warden.token("carol", others[0], Arrays.copyOfRange(others, 1, others.length));

                HttpResponse<String> response = warden.call(route.method.name(), path(route), "MxToken " + token, "");

                assertThat(response.statusCode())
                        .as("%s %s", route.method, route.path)
                        .isEqualTo(403);
            }
        }
    }

    private static String path(Endpoint route) {
        return route.path.replaceAll("[{<]\\w+[}>]", "00000000-0000-4000-8000-000000000000");
    }

    @Test
    void everyRouteOfAServiceHasAGuard() throws Exception {
        try (RunningWarden warden = RunningWarden.in(folder)) {
            assertThat(warden.warden().endpoints())
                    .filteredOn(endpoint -> endpoint.method.isHttpMethod())
                    .filteredOn(endpoint -> endpoint.path.matches("/(v1|v2|rest|\\{app).*"))
                    .isNotEmpty()
                    .allSatisfy(endpoint -> assertThat(endpoint.metadata(Guarded.class))
                            .as(endpoint.path)
                            .isNotNull());
        }
    }

    @Test
    void everyReadRouteGuardsHeadLikeGet() throws Exception {
        try (RunningWarden warden = RunningWarden.in(folder)) {
            List<Endpoint> reads = warden.warden().endpoints().stream()
                    .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
                    .filter(endpoint -> endpoint.metadata(Guarded.class) != null)
                    .toList();
            assertThat(reads).isNotEmpty();
            for (Endpoint route : reads) {
                assertThat(warden.call("HEAD", path(route), "", "").statusCode())
                        .as(route.path)
                        .isEqualTo(401);
            }
        }
    }
}
