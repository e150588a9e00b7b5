package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Projects: reading, changing and deleting them. */
class ProjectsTest extends ServiceTest {
    private static final String PROJECTS = "/v2/projects";
    private static final String AURORA = PROJECTS + "/" + ProjectStore.DEMO;
    private static final String LEGACY = "/rest/projectservice/v1/projects";

    @Test
    void oldListRedirectsToTheCallersAccountOnTheSameHost() throws Exception {
        HttpResponse<String> response = get(token("bob"), PROJECTS + "?limit=2&offset=1");

        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(response.headers().firstValue("Location"))
                .contains("/v2/accounts/" + BOB + "/projects?limit=2&offset=1");
    }

    @Test
    void membersSeeTheirOwnProjects() throws Exception {
        create("carol", "Carol's");
        create("bob", "Bob's");

        assertThat(names("bob", "accounts", BOB)).containsExactly("Aurora", "Bob's");
        assertThat(names("bob", "users", BOB)).containsExactly("Aurora", "Bob's");
        assertThat(names("alice", "users", ALICE)).containsExactly("Aurora");
    }

    private String create(String owner, String name) throws Exception {
        String body = "{\"name\":\"" + name + "\"}";
        HttpResponse<String> started = warden().call("POST", PROJECTS, "MxToken " + token(owner), body);
        String job = json(started).get("jobId").textValue();
        return PROJECTS + "/"
                + json(get(token(owner), PROJECTS + "/jobs/" + job))
                        .get("projectId")
                        .textValue();
    }

    private List<String> names(String owner, String list, String id) throws Exception {
        return json(get(token(owner), "/v2/" + list + "/" + id + "/projects"))
                .get("items")
                .findValuesAsText("name");
    }

    @Test
    void adminsSeeAllProjectsIncludingInactiveOnes() throws Exception {
        String project = create("bob", "Bob's");
        call("DELETE", token("bob"), project, "");

        assertThat(names("carol", "accounts", CAROL)).containsExactly("Aurora", "Bob's");
        assertThat(names("carol", "users", BOB)).containsExactly("Aurora", "Bob's");
        assertThat(names("carol", "users", CAROL)).isEmpty();
        assertThat(json(get(token("carol"), project)).get("active").booleanValue())
                .isFalse();
    }

    @Test
    void projectListOfAnotherMemberIsVisibleToAdminsOnly() throws Exception {
        String alice = token("alice");
        for (String list : List.of("accounts", "users")) {
            String path = "/v2/" + list + "/" + BOB + "/projects";

            assertThat(get(alice, path).statusCode()).isEqualTo(404);
            assertThat(get(alice, "/v2/" + list + "/" + UNKNOWN_ID + "/projects")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get(token("carol"), path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pageReportsItsPositionInTheList() throws Exception {
        create("bob", "Bee");
        create("bob", "Cee");
        String list = "/v2/users/" + BOB + "/projects";
        String token = token("bob");

        JsonNode page = json(get(token, list + "?offset=1&limit=1"));

        assertThat(page.get("page").toString()).isEqualTo("{\"totalElements\":3,\"offset\":1,\"elements\":1}");
        assertThat(page.get("items").findValuesAsText("name")).containsExactly("Bee");
        assertThat(json(get(token, list + "?offset=9")).get("items")).isEmpty();
        assertThat(json(get(token, list + "?limit=5000")).get("items")).hasSize(3);
        assertThat(get(token, list + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(get(token, list + "?offset=-1").statusCode()).isEqualTo(400);
    }

    @Test
    void invisibleProjectIsNotFound() throws Exception {
        String project = create("carol", "Carol's");
        String token = token("bob");

        for (HttpResponse<String> response : List.of(
                get(token, project),
                get(token, project + "/members"),
                call("PATCH", token, project, "{'name':'x'}"),
                call("DELETE", token, project, ""),
                call("POST", token, project + "/members", "{}"),
                call("DELETE", token, project + "/members/" + CAROL, ""),
                call("DELETE", token, project.replace("/v2/projects", LEGACY), ""),
                get(token, PROJECTS + "/" + UNKNOWN_ID),
                get(token, PROJECTS + "/x"))) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(json(response).get("error").get("message").textValue()).isEqualTo("Not Found");
        }
        assertThat(json(get(token("carol"), project)).get("active").booleanValue())
                .isTrue();
    }

    @Test
    void developersCanReadButNotChangeAProject() throws Exception {
        String token = token("bob");

        for (HttpResponse<String> response : List.of(
                call("PATCH", token, AURORA, "{'name':'x'}"),
                call("DELETE", token, AURORA, ""),
                call("DELETE", token, LEGACY + "/" + ProjectStore.DEMO, ""))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(json(response).get("error").get("detail").textValue())
                    .isEqualTo("Requestor is not an administrator of the project.");
        }
        assertThat(json(get(token, AURORA)).get("name").textValue()).isEqualTo("Aurora");
    }

    @Test
    void scrumMastersAndAdminsCanChangeNameAndSummary() throws Exception {
        assertThat(call("PATCH", token("alice"), AURORA, "{'name':'Borealis'}").statusCode())
                .isEqualTo(204);
        assertThat(call("PATCH", token("carol"), AURORA, "{'summary':'Lights'}").statusCode())
                .isEqualTo(204);
        assertThat(call("PATCH", token("carol"), AURORA, "{'name':''}").statusCode())
                .isEqualTo(400);

        JsonNode project = json(get(token("bob"), AURORA));
        assertThat(project.get("name").textValue()).isEqualTo("Borealis");
        assertThat(project.get("description").textValue()).isEqualTo("Lights");
    }

    @Test
    void deletedProjectIsInvisibleToItsMembers() throws Exception {
        assertThat(call("DELETE", token("alice"), AURORA, "").statusCode()).isEqualTo(202);

        assertThat(get(token("alice"), AURORA).statusCode()).isEqualTo(404);
        assertThat(names("alice", "users", ALICE)).isEmpty();
        assertThat(call("DELETE", token("alice"), AURORA, "").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", token("carol"), AURORA, "").statusCode()).isEqualTo(202);
    }
}
