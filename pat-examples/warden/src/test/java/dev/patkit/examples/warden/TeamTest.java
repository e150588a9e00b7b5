package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Projects: members and their roles. */
class TeamTest extends ServiceTest {
    private static final String AURORA = "/v2/projects/" + ProjectStore.DEMO;
    private static final String TEAM = AURORA + "/members";
    private static final String SCRUM_MASTER = "5c4a3a57-0000-4000-8000-000000000001";
    private static final String DEVELOPER = "de7e109e-0000-4000-8000-000000000002";

    @Test
    void teamIsListedWithRoles() throws Exception {
        JsonNode page = json(get(token("bob"), TEAM));

        assertThat(page.get("page").toString()).isEqualTo("{\"totalElements\":2,\"offset\":0,\"elements\":2}");
        assertThat(page.get("items").get(1).toString())
                .isEqualTo("{\"userId\":\"" + BOB + "\",\"displayName\":\"Bob Cratchit\",\"isActive\":true,"
                        + "\"role\":{\"roleId\":\"" + DEVELOPER + "\",\"roleName\":\"Developer\"}}");
        assertThat(json(get(token("bob"), TEAM + "?offset=1&limit=1")).get("items"))
                .containsExactly(page.get("items").get(1));
    }

    @Test
    void addedMemberSeesTheProject() throws Exception {
        sql("UPDATE warden_member SET admin = 0 WHERE name = 'carol'");
        String carol = token("carol");
        int before = get(carol, AURORA).statusCode();

        HttpResponse<String> added = add("alice", CAROL, DEVELOPER);

        assertThat(before).isEqualTo(404);
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(get(carol, AURORA).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> add(String by, String member, String role) throws Exception {
        return call("POST", token(by), TEAM, "{'memberId':'" + member + "','roleId':'" + role + "'}");
    }

    @Test
    void onlyActiveMembersCanBeAddedOnceWithAValidRole() throws Exception {
        sql("UPDATE warden_member SET active = 0 WHERE name = 'carol'");

        assertThat(add("alice", BOB, DEVELOPER).statusCode()).isEqualTo(409);
        assertThat(add("alice", CAROL, DEVELOPER).statusCode()).isEqualTo(400);
        assertThat(add("alice", UNKNOWN_ID, DEVELOPER).statusCode()).isEqualTo(400);
        assertThat(add("alice", BOB, UNKNOWN_ID).statusCode()).isEqualTo(400);
        assertThat(add("alice", "bob", "developer").statusCode()).isEqualTo(400);
        assertThat(json(get(token("alice"), TEAM)).get("items")).hasSize(2);
    }

    @Test
    void removedMemberNoLongerSeesTheProjectEvenAfterARestart() throws Exception {
        HttpResponse<String> removed = call("DELETE", token("alice"), TEAM + "/" + BOB, "");

        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(get(token("bob"), AURORA).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", token("alice"), TEAM + "/" + BOB, "").statusCode())
                .isEqualTo(404);
        restart();
        assertThat(get(token("bob"), AURORA).statusCode()).isEqualTo(404);
    }

    @Test
    void roleIsChangedByAnAttribute() throws Exception {
        HttpResponse<String> response = change("alice", BOB, "roleId", SCRUM_MASTER);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(call("PATCH", token("bob"), AURORA, "{'name':'Mine'}").statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<String> change(String by, String member, String key, String value) throws Exception {
        String body = "{'attributes':[{'key':'" + key + "','value':'" + value + "'}]}";
        return call("PATCH", token(by), TEAM + "/" + member, body);
    }

    @Test
    void otherAttributesAreIgnoredAndUnknownRolesAndMembersAreRejected() throws Exception {
        assertThat(change("alice", BOB, "isPinned", "true").statusCode()).isEqualTo(204);
        assertThat(change("alice", BOB, "roleId", UNKNOWN_ID).statusCode()).isEqualTo(400);
        assertThat(change("alice", CAROL, "roleId", DEVELOPER).statusCode()).isEqualTo(404);
        assertThat(change("alice", UNKNOWN_ID, "roleId", DEVELOPER).statusCode())
                .isEqualTo(404);
        assertThat(call("PATCH", token("alice"), TEAM + "/" + BOB, "{'attributes':[7]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void lastScrumMasterCannotBeRemovedOrDemoted() throws Exception {
        for (HttpResponse<String> response : List.of(
                call("DELETE", token("alice"), TEAM + "/" + ALICE, ""),
                call("DELETE", token("carol"), TEAM + "/" + ALICE, ""),
                change("alice", ALICE, "roleId", DEVELOPER))) {
            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(json(response).get("error").get("detail").textValue())
                    .isEqualTo("A project must keep a scrum master.");
        }
        change("alice", BOB, "roleId", SCRUM_MASTER);
        assertThat(call("DELETE", token("bob"), TEAM + "/" + ALICE, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void lastTwoScrumMastersCannotLeaveConcurrently() throws Exception {
        String carol = token("carol");
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                for (String member : List.of(ALICE, BOB)) {
                    add("carol", member, SCRUM_MASTER);
                    change("carol", member, "roleId", SCRUM_MASTER);
                }
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<Integer>> responses =
                        both.invokeAll(List.of(() -> remove(carol, ALICE, start), () -> remove(carol, BOB, start)));

                List<Integer> statuses =
                        List.of(responses.get(0).get(), responses.get(1).get());

                assertThat(statuses).containsExactlyInAnyOrder(204, 409);
            }
        } finally {
            both.shutdown();
        }
    }

    private int remove(String token, String member, CyclicBarrier start) throws Exception {
        start.await();
        return call("DELETE", token, TEAM + "/" + member, "").statusCode();
    }

    @Test
    void developersCannotChangeTheTeam() throws Exception {
        String token = token("bob");

        for (HttpResponse<String> response : List.of(
                call("POST", token, TEAM, "{'memberId':'" + CAROL + "','roleId':'" + DEVELOPER + "'}"),
                call("PATCH", token, TEAM + "/" + BOB, "{'attributes':[]}"),
                call("DELETE", token, TEAM + "/" + ALICE, ""))) {
            assertThat(response.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void rolesAreTheSameForEveryMember() throws Exception {
        String token = token("bob");

        JsonNode roles = json(get(token, "/v2/accounts/" + BOB + "/roles"));

        assertThat(roles.get("items").findValuesAsText("roleName")).containsExactly("Scrum Master", "Developer");
        assertThat(json(get(token, "/v2/roles/" + SCRUM_MASTER)))
                .isEqualTo(roles.get("items").get(0));
        assertThat(roles.get("items").get(0).get("isAdministrator").booleanValue())
                .isTrue();
        assertThat(get(token, "/v2/roles/" + UNKNOWN_ID).statusCode()).isEqualTo(404);
        assertThat(get(token, "/v2/accounts/" + ALICE + "/roles").statusCode()).isEqualTo(404);
    }
}
