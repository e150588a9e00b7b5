package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The User Deactivation API. */
class UserDeactivationApiTest extends ServiceTest {
    private static final String USERS = "/v1/platform-users/";
    private static final String INACTIVE = "{'active':false}";

    @Test
    void tokensOfADeactivatedMemberAreRefusedByEveryServiceUntilReactivation() throws Exception {
        String token = token("bob");
        List<Integer> before = statuses(token);

        HttpResponse<String> response = call("PATCH", token("carol"), USERS + BOB, INACTIVE);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        for (ServiceRefusals service : ServiceRefusals.values()) {
            assertThat(service.call(warden(), "MxToken " + token)).isEqualTo(service.invalid());
        }
        sql("UPDATE warden_member SET active = 1 WHERE name = 'bob'");
        assertThat(statuses(token)).isEqualTo(before);
    }

    private List<Integer> statuses(String token) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (ServiceRefusals service : ServiceRefusals.values()) {
            ServiceResponse response = service.call(warden(), "MxToken " + token);
            assertThat(response).isNotEqualTo(service.invalid());
            statuses.add(response.status());
        }
        return statuses;
    }

    @Test
    void deactivationIsInTheAuditTrailWithItsActor() throws Exception {
        call("PATCH", token("carol"), USERS + BOB, INACTIVE);

        assertThat(count("warden_audit WHERE action = 'DEACTIVATED' AND actor = 'carol' AND subject = 'bob'"
                        + " AND token_id IS NOT NULL AND place = 'User Deactivation'"))
                .isEqualTo(1);
    }

    private int count(String from) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(warden().settings().jdbcUrl());
                ResultSet row = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + from)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void deactivationIsRolledBackIfItCannotBeAudited() throws Exception {
        String carol = token("carol");
        sql("ALTER TABLE warden_audit RENAME TO lost");

        HttpResponse<String> response = call("PATCH", carol, USERS + BOB, INACTIVE);
        sql("ALTER TABLE lost RENAME TO warden_audit");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(count("warden_member WHERE active = 0")).isZero();
        assertThat(call("PATCH", carol, USERS + BOB, INACTIVE).statusCode()).isEqualTo(204);
        assertThat(count("warden_member WHERE active = 0")).isEqualTo(1);
    }

    @Test
    void onlyAdminsCanDeactivateAndOthersLearnNothingAboutUsers() throws Exception {
        String token = token("alice");
        for (String path : List.of(USERS + BOB, USERS + ALICE, USERS + UNKNOWN_ID)) {
            HttpResponse<String> response = call("PATCH", token, path, INACTIVE);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(detail(response)).isEqualTo("Requestor is not Mendix Admin for the company");
        }
        assertThat(count("warden_member WHERE active = 0")).isZero();
    }

    private static String detail(HttpResponse<String> response) throws Exception {
        return json(response).get("error").get("detail").textValue();
    }

    @Test
    void adminsCannotDeactivateThemselves() throws Exception {
        HttpResponse<String> response = call("PATCH", token("carol"), USERS + CAROL, INACTIVE);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(detail(response)).isEqualTo("Member cannot (de)active himself");
        assertThat(count("warden_member WHERE active = 0")).isZero();
    }

    @Test
    void unknownUserIsNotFound() throws Exception {
        for (String id : List.of(UNKNOWN_ID, "bob", "x")) {
            assertThat(call("PATCH", token("carol"), USERS + id, INACTIVE).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void activeMustBeFalse() throws Exception {
        String carol = token("carol");
        for (String body : List.of("", "{}", "{'active':true}", "{'active':'false'}", "{'active':0}", "[false]")) {
            HttpResponse<String> response = call("PATCH", carol, USERS + BOB, body);

            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(response.body()).contains("\"invalid-params\":[{\"name\":");
        }
        assertThat(count("warden_member WHERE active = 0")).isZero();
    }
}
