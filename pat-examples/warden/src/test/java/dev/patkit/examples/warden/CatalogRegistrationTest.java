package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data Hub Catalog: registering, changing and deleting applications. */
class CatalogRegistrationTest extends ServiceTest {
    private static final String DATA = "/rest/search/v5/data";
    private static final String APPLICATIONS = "/rest/registration/v5/applications";

    @Test
    void registeredApplicationIsFoundAtItsLocation() throws Exception {
        String token = token("bob");
        String body = "{'name':'  My app ','type':'Mendix','description':'Ours','repositoryLocation':'https://x.test'}";

        HttpResponse<String> created = call("POST", token, APPLICATIONS, body);

        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(location).matches(APPLICATIONS + "/[0-9a-f-]{36}");
        assertThat(json(created).get("name").textValue()).isEqualTo("My app");
        assertThat(json(created).get("owner").textValue()).isEqualTo("bob");
        assertThat(get(token("alice"), location).body()).isEqualTo(created.body());
        assertThat(get(token, "/v1/register?query=ours").body()).contains("\"My app\"");
    }

    @Test
    void unknownJsonFieldsAreIgnored() throws Exception {
        String body = "{'name':'x','uuid':'" + UNKNOWN_ID + "','owner':'carol','more':{'a':[1]}}";

        HttpResponse<String> created = call("POST", token("bob"), APPLICATIONS, body);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).get("owner").textValue()).isEqualTo("bob");
        assertThat(json(created).get("uuid").textValue()).isNotEqualTo(UNKNOWN_ID);
        assertThat(json(created).get("type").textValue()).isEqualTo("Other");
    }

    @Test
    void invalidRegistrationIsRejected() throws Exception {
        String token = token("bob");
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{'name':'x'} more",
                "{'name':'x','name':'y'}",
                "{}",
                "{'name':null}",
                "{'name':''}",
                "{'name':'  '}",
                "{'name':7}",
                "{'name':['x']}",
                "{'name':'a\\u0000b'}",
                "{'name':'a\\nb'}",
                "{'name':'\\ud800'}",
                "{'name':'x','description':7}",
                "{'name':'x','type':true}")) {
            HttpResponse<String> response = call("POST", token, APPLICATIONS, body);

            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(json(response).get("code").textValue()).isEqualTo("INVALID_REQUEST");
            assertThat(json(get(token, DATA)).get("totalResults").intValue()).isEqualTo(3);
        }
    }

    @Test
    void nameHasUpTo100CharactersAndBodyUpTo256KiB() throws Exception {
        String token = token("bob");

        assertThat(register(token, "😀".repeat(100)).statusCode()).isEqualTo(201);
        assertThat(register(token, "x".repeat(101)).statusCode()).isEqualTo(400);
        assertThat(register(token, "x".repeat(256 * 1024)).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> register(String token, String name) throws Exception {
        return call("POST", token, APPLICATIONS, "{'name':'" + name + "'}");
    }

    @Test
    void applicationNamesAreUniquePerOwner() throws Exception {
        String bob = token("bob");
        register(bob, "first");
        String second = register(bob, "second").headers().firstValue("Location").orElseThrow();

        HttpResponse<String> again = register(bob, "first");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).get("code").textValue()).isEqualTo("CONFLICT");
        assertThat(call("PUT", bob, second, "{'name':'first'}").statusCode()).isEqualTo(409);
        assertThat(call("PUT", bob, second, "{'name':'second','type':'Mendix'}").statusCode())
                .isEqualTo(200);
        assertThat(register(token("alice"), "first").statusCode()).isEqualTo(201);
    }

    @Test
    void membersCannotChangeOrDeleteApplicationsOfOthers() throws Exception {
        String location =
                register(token("bob"), "mine").headers().firstValue("Location").orElseThrow();
        String alice = token("alice");

        for (HttpResponse<String> response :
                List.of(call("PUT", alice, location, "{'name':'hers'}"), call("DELETE", alice, location, ""))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body())
                    .isEqualTo("{\"code\":\"FORBIDDEN\","
                            + "\"message\":\"You do not have access to the requested resource.\"}");
        }
        assertThat(json(get(alice, location)).get("name").textValue()).isEqualTo("mine");
    }

    @Test
    void ownersAndAdminsCanChangeAndDelete() throws Exception {
        for (String who : List.of("bob", "carol")) {
            String location = register(token("bob"), "mine")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();

            HttpResponse<String> changed = call("PUT", token(who), location, "{'name':'new'}");
            HttpResponse<String> deleted = call("DELETE", token(who), location, "");

            assertThat(json(changed).get("name").textValue()).isEqualTo("new");
            assertThat(json(changed).get("owner").textValue()).isEqualTo("bob");
            assertThat(deleted.statusCode()).isEqualTo(204);
            assertThat(deleted.body()).isEmpty();
            assertThat(get(token(who), location).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void unknownApplicationIsNotFound() throws Exception {
        String token = token("carol");
        for (String id : List.of(UNKNOWN_ID, "1-1-1-1-1", "x", "%27%20OR%201=1%20--")) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                HttpResponse<String> response = call(method, token, APPLICATIONS + "/" + id, "{'name':'x'}");

                assertThat(response.statusCode()).as("%s %s", method, id).isEqualTo(404);
                assertThat(json(response).get("code").textValue()).isEqualTo("NOT_FOUND");
            }
        }
    }

    @Test
    void deletedApplicationStaysDeletedAfterARestart() throws Exception {
        String id = json(get(token("alice"), APPLICATIONS))
                .get("applications")
                .get(0)
                .get("uuid")
                .textValue();
        call("DELETE", token("alice"), APPLICATIONS + "/" + id, "");

        restart();

        assertThat(json(get(token("alice"), APPLICATIONS)).get("applications").findValuesAsText("name"))
                .containsExactly("Customer Directory", "Invoice Archive");
    }
}
