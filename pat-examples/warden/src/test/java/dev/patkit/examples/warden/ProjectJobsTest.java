package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Projects: creating them with version 2 and with the legacy API. */
class ProjectJobsTest extends ServiceTest {
    private static final String PROJECTS = "/v2/projects";
    private static final String LEGACY = "/rest/projectservice/v1/projects";

    @Test
    void projectIsCreatedByACompletedJob() throws Exception {
        String token = token("bob");

        HttpResponse<String> started =
                call("POST", token, PROJECTS, "{'name':' New ','summary':'A thing','templateId':'" + UNKNOWN_ID + "'}");
        String job = json(started).get("jobId").textValue();
        HttpResponse<String> done = get(token, PROJECTS + "/jobs/" + job);
        String project = json(done).get("projectId").textValue();

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(done.body()).isEqualTo("{\"status\":\"completed\",\"projectId\":\"" + project + "\"}");
        JsonNode created = json(get(token, PROJECTS + "/" + project));
        assertThat(created.get("name").textValue()).isEqualTo("New");
        assertThat(created.get("description").textValue()).isEqualTo("A thing");
        assertThat(created.get("active").booleanValue()).isTrue();
        assertThat(json(get(token, PROJECTS + "/" + project + "/members")).toString())
                .contains("\"userId\":\"" + BOB + "\"", "Scrum Master", "\"totalElements\":1");
    }

    @Test
    void jobIsVisibleToItsCreatorAndToAdmins() throws Exception {
        for (Map.Entry<String, String> call :
                Map.of(PROJECTS, "jobId", LEGACY, "job_id").entrySet()) {
            HttpResponse<String> started = call("POST", token("bob"), call.getKey(), "{'name':'x'}");
            String job = call.getKey() + "/jobs/"
                    + json(started).get(call.getValue()).textValue();

            assertThat(get(token("bob"), job).statusCode()).isEqualTo(200);
            assertThat(get(token("carol"), job).statusCode()).isEqualTo(200);
            assertThat(get(token("alice"), job).statusCode()).isEqualTo(404);
            assertThat(get(token("carol"), call.getKey() + "/jobs/" + UNKNOWN_ID)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get(token("carol"), call.getKey() + "/jobs/x").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void legacyOperationsCreateAndDeleteTheSameProjects() throws Exception {
        String token = token("bob");
        String body = "{'name':'Old way','summary':'','repository_type':'git','use_app_template':true}";

        HttpResponse<String> started = call("POST", token, LEGACY, body);
        String job = json(started).get("job_id").textValue();
        HttpResponse<String> done = get(token, LEGACY + "/jobs/" + job);
        String project = json(done).get("project_id").textValue();
        HttpResponse<String> deleted = call("DELETE", token, LEGACY + "/" + project, "");

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.body()).isEqualTo("{\"job_id\":\"" + job + "\"}");
        assertThat(done.body()).isEqualTo("{\"status\":\"completed\",\"project_id\":\"" + project + "\"}");
        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(get(token, PROJECTS + "/" + project).statusCode()).isEqualTo(404);
    }

    @Test
    void invalidProjectIsRejectedWithAReason() throws Exception {
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
            for (String path : List.of(PROJECTS, LEGACY)) {
                HttpResponse<String> response = call("POST", token, path, body);

                assertThat(response.statusCode()).as(body).isEqualTo(400);
                assertThat(response.body().replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:…"))
                        .startsWith("{\"error\":{\"message\":\"Bad Request\","
                                + "\"detail\":\"One or more parameters are not valid.\",\"code\":400,"
                                + "\"instance\":\"urn:uuid:…\",\"invalid-params\":[{\"name\":\"");
            }
        }
        assertThat(json(get(token, "/v2/users/" + BOB + "/projects")).get("items"))
                .hasSize(1);
    }
}
