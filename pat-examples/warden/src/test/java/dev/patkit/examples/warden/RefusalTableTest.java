package dev.patkit.examples.warden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.guard.Guarded;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Reason;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every service and every reason for a refusal: the complete response, and the reason in the audit trail. */
class RefusalTableTest extends ServiceTest {
    private static final List<Reason> NO_TOKEN = List.of(Reason.ABSENT, Reason.MALFORMED);

    @Test
    void everyServiceIsInTheTable() {
        List<String> services = warden().warden().endpoints().stream()
                .map(endpoint -> endpoint.metadata(Guarded.class))
                .filter(Objects::nonNull)
                .map(Guarded::service)
                .toList();

        assertThat(ServiceRefusals.values()).extracting(ServiceRefusals::realm).containsAll(services);
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsExactAndItsReasonIsOnlyInTheAuditTrail(ServiceRefusals service) throws Exception {
        Map<String, Reason> requestReasons = new HashMap<>();
        for (Map.Entry<Reason, String> each : presented(service).entrySet()) {
            Reason reason = each.getKey();

            HttpResponse<String> response = service.send(warden(), each.getValue());

            assertThat(ServiceResponse.of(response)).as("%s", reason).isEqualTo(expected(service, reason));
            ServiceResponse.requestIds(response).forEach(id -> requestReasons.put(id, reason));
        }
        warden().close();
        assertThat(requestReasons).hasSize(service.containsRequestId() ? Reason.values().length : 0);
        for (Map.Entry<String, Reason> request : requestReasons.entrySet()) {
            assertThat(recordedReason(request.getKey()))
                    .isEqualTo(request.getValue().name());
        }
    }

    /** Returns an Authorization header for each reason, which is refused for that reason. */
    private Map<Reason, String> presented(ServiceRefusals service) throws Exception {
        PlatformScope needed = service.needed();
        IssuedToken revoked = warden().issue("alice", needed);
        warden().revoke("alice", revoked.token().id());
        Map<Reason, String> headers = new EnumMap<>(Reason.class);
        headers.put(Reason.ABSENT, "");
        headers.put(Reason.MALFORMED, "MxToken none");
        headers.put(Reason.UNKNOWN, forged(new TokenId(1)));
        headers.put(
                Reason.WRONG_SECRET,
                forged(warden().issue("alice", needed).token().id()));
        headers.put(Reason.WRONG_OWNER, basic("bob", warden().token("alice", needed)));
        headers.put(Reason.REVOKED, "MxToken " + revoked.secret().reveal());
        headers.put(Reason.EXPIRED, "MxToken " + expired(needed));
        headers.put(Reason.OWNER_INACTIVE, "MxToken " + warden().token("bob", needed));
        headers.put(Reason.INSUFFICIENT_SCOPE, "MxToken " + warden().token("alice", PlatformScope.MODEL_WRITE));
        sql("UPDATE warden_member SET active = 0 WHERE name = 'bob'");
        assertThat(headers).containsOnlyKeys(Reason.values());
        return headers;
    }

    private static String forged(TokenId id) {
        return "MxToken " + ForgedToken.of(id);
    }

    private static String basic(String user, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(UTF_8));
    }

    private String expired(PlatformScope needed) {
        TokenRequest request = TokenRequest.forOwner("alice").named("short").allowing(needed);
        IssuedToken token = warden().warden().pats().issue(request.expiringIn(Duration.ofHours(1)));
        warden().clock().advance(Duration.ofHours(1));
        return token.secret().reveal();
    }

    private static ServiceResponse expected(ServiceRefusals service, Reason reason) {
        if (NO_TOKEN.contains(reason)) {
            return service.missing();
        }
        return reason == Reason.INSUFFICIENT_SCOPE ? service.insufficientScope() : service.invalid();
    }

    private String recordedReason(String request) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(warden().settings().jdbcUrl());
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT reason FROM warden_audit WHERE id = '" + request + "'")) {
            return row.next() ? row.getString(1) : "not recorded";
        }
    }

    @ParameterizedTest
    @EnumSource
    void unavailableDatabaseIsReportedAs503(ServiceRefusals service) throws Exception {
        String valid = "MxToken " + warden().token("carol", service.needed());
        List<String> headers = List.of(valid, forged(new TokenId(1)));
        ServiceResponse before = service.call(warden(), valid);

        for (String table : Arrays.asList("pat_token", "warden_member")) {
            sql("ALTER TABLE " + table + " RENAME TO lost");
            ServiceResponse during = service.call(warden(), headers.get(0));
            ServiceResponse unknown = service.call(warden(), headers.get(1));
            sql("ALTER TABLE lost RENAME TO " + table);

            assertThat(during).as(table).isEqualTo(service.unavailable());
            assertThat(unknown).isEqualTo(table.equals("pat_token") ? service.unavailable() : service.invalid());
            assertThat(service.call(warden(), valid)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void decisionIsTheSameForEveryAuthenticationScheme(ServiceRefusals service) throws Exception {
        String valid = warden().token("carol", service.needed());
        String weak = warden().token("carol", PlatformScope.MODEL_WRITE);
        IssuedToken revoked = warden().issue("carol", service.needed());
        warden().revoke("carol", revoked.token().id());

        for (String token : List.of(valid, weak, revoked.secret().reveal())) {
            ServiceResponse response = service.call(warden(), "MxToken " + token);
            for (String header : List.of(
                    "mxtoken " + token,
                    "MXTOKEN  " + token,
                    basic("pat", token),
                    basic("carol", token),
                    basic("carol", token).replace("Basic ", "bAsIc   "))) {
                assertThat(service.call(warden(), header)).isEqualTo(response);
            }
        }
    }
}
