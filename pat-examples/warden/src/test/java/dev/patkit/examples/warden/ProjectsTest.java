package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Projects: making, seeing, changing and deleting them. */
class ProjectsTest extends ServiceTest {
    private static final String PROJECTS = "/v2/projects";
    private static final String AURORA = PROJECTS + "/" + ProjectStore.DEMO;
    private static final String OLDER = "/rest/projectservice/v1/projects";

    @Test
    void theOldListSendsToTheCallersAccountOnTheSameHost() throws Exception {
        HttpResponse<String> answer = get(token("bob"), PROJECTS + "?limit=2&offset=1");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/v2/accounts/" + BOB + "/projects?limit=2&offset=1");
    }

    @Test
    void aMemberSeesTheProjectsItWorksIn() throws Exception {
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
    void anAdminSeesAllProjectsEvenInactiveOnes() throws Exception {
        String project = create("bob", "Bob's");
        call("DELETE", token("bob"), project, "");

        assertThat(names("carol", "accounts", CAROL)).containsExactly("Aurora", "Bob's");
        assertThat(names("carol", "users", BOB)).containsExactly("Aurora", "Bob's");
        assertThat(names("carol", "users", CAROL)).isEmpty();
        assertThat(json(get(token("carol"), project)).get("active").booleanValue())
                .isFalse();
    }

    @Test
    void anothersListIsNotThereUnlessTheCallerIsAnAdmin() throws Exception {
        String alice = token("alice");
        for (String list : List.of("accounts", "users")) {
            String path = "/v2/" + list + "/" + BOB + "/projects";

            assertThat(get(alice, path).statusCode()).isEqualTo(404);
            assertThat(get(alice, "/v2/" + list + "/" + NOBODY + "/projects").statusCode())
                    .isEqualTo(404);
            assertThat(get(token("carol"), path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPageSaysWhatPartOfTheListItIs() throws Exception {
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
    void aProjectIsMadeByAJobThatIsCompleted() throws Exception {
        String token = token("bob");

        HttpResponse<String> started =
                call("POST", token, PROJECTS, "{'name':' New ','summary':'A thing','templateId':'" + NOBODY + "'}");
        String job = json(started).get("jobId").textValue();
        HttpResponse<String> done = get(token, PROJECTS + "/jobs/" + job);
        String project = json(done).get("projectId").textValue();

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(done.body()).isEqualTo("{\"status\":\"completed\",\"projectId\":\"" + project + "\"}");
        JsonNode made = json(get(token, PROJECTS + "/" + project));
        assertThat(made.get("name").textValue()).isEqualTo("New");
        assertThat(made.get("description").textValue()).isEqualTo("A thing");
        assertThat(made.get("active").booleanValue()).isTrue();
        assertThat(json(get(token, PROJECTS + "/" + project + "/members")).toString())
                .contains("\"userId\":\"" + BOB + "\"", "Scrum Master", "\"totalElements\":1");
    }

    @Test
    void aJobIsSeenByItsCreatorAndByAdmins() throws Exception {
        for (Map.Entry<String, String> call :
                Map.of(PROJECTS, "jobId", OLDER, "job_id").entrySet()) {
            HttpResponse<String> started = call("POST", token("bob"), call.getKey(), "{'name':'x'}");
            String job = call.getKey() + "/jobs/"
                    + json(started).get(call.getValue()).textValue();

            assertThat(get(token("bob"), job).statusCode()).isEqualTo(200);
            assertThat(get(token("carol"), job).statusCode()).isEqualTo(200);
            assertThat(get(token("alice"), job).statusCode()).isEqualTo(404);
            assertThat(get(token("carol"), call.getKey() + "/jobs/" + NOBODY).statusCode())
                    .isEqualTo(404);
            assertThat(get(token("carol"), call.getKey() + "/jobs/x").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theOlderCallsMakeAndDeleteTheSameProjects() throws Exception {
        String token = token("bob");
        String body = "{'name':'Old way','summary':'','repository_type':'git','use_app_template':true}";

        HttpResponse<String> started = call("POST", token, OLDER, body);
        String job = json(started).get("job_id").textValue();
        HttpResponse<String> done = get(token, OLDER + "/jobs/" + job);
        String project = json(done).get("project_id").textValue();
        HttpResponse<String> deleted = call("DELETE", token, OLDER + "/" + project, "");

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.body()).isEqualTo("{\"job_id\":\"" + job + "\"}");
        assertThat(done.body()).isEqualTo("{\"status\":\"completed\",\"project_id\":\"" + project + "\"}");
        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(get(token, PROJECTS + "/" + project).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoProjectIsRefusedAndToldWhy() throws Exception {
        String token = token("bob");
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{'name':' '}",
                "{'name':7}",
                "{'name':'" + "x".repeat(101) + "'}",
                "{'name':'x','summary':'" + "x".repeat(401) + "'}",
                "{'name':'x','summary':[]}")) {
            for (String path : List.of(PROJECTS, OLDER)) {
                HttpResponse<String> answer = call("POST", token, path, body);

                assertThat(answer.statusCode()).as(body).isEqualTo(400);
                assertThat(answer.body().replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:…"))
                        .startsWith("{\"error\":{\"message\":\"Bad Request\","
                                + "\"detail\":\"One or more parameters are not valid.\",\"code\":400,"
                                + "\"instance\":\"urn:uuid:…\",\"invalid-params\":[{\"name\":\"");
            }
        }
        assertThat(names("bob", "users", BOB)).containsExactly("Aurora");
    }

    @Test
    void whatAMemberMayNotSeeIsNotThere() throws Exception {
        String project = create("carol", "Carol's");
        String token = token("bob");

        for (HttpResponse<String> answer : List.of(
                get(token, project),
                get(token, project + "/members"),
                call("PATCH", token, project, "{'name':'x'}"),
                call("DELETE", token, project, ""),
                call("POST", token, project + "/members", "{}"),
                call("DELETE", token, project + "/members/" + CAROL, ""),
                call("DELETE", token, project.replace("/v2/projects", OLDER), ""),
                get(token, PROJECTS + "/" + NOBODY),
                get(token, PROJECTS + "/x"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).get("error").get("message").textValue()).isEqualTo("Not Found");
        }
        assertThat(json(get(token("carol"), project)).get("active").booleanValue())
                .isTrue();
    }

    @Test
    void aDeveloperReadsAProjectButDoesNotChangeIt() throws Exception {
        String token = token("bob");

        for (HttpResponse<String> answer : List.of(
                call("PATCH", token, AURORA, "{'name':'x'}"),
                call("DELETE", token, AURORA, ""),
                call("DELETE", token, OLDER + "/" + ProjectStore.DEMO, ""))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).get("error").get("detail").textValue())
                    .isEqualTo("Requestor is not an administrator of the project.");
        }
        assertThat(json(get(token, AURORA)).get("name").textValue()).isEqualTo("Aurora");
    }

    @Test
    void scrumMastersAndAdminsChangeNameAndSummary() throws Exception {
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
    void aDeletedProjectIsOutOfItsMembersSight() throws Exception {
        assertThat(call("DELETE", token("alice"), AURORA, "").statusCode()).isEqualTo(202);

        assertThat(get(token("alice"), AURORA).statusCode()).isEqualTo(404);
        assertThat(names("alice", "users", ALICE)).isEmpty();
        assertThat(call("DELETE", token("alice"), AURORA, "").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", token("carol"), AURORA, "").statusCode()).isEqualTo(202);
    }
}
