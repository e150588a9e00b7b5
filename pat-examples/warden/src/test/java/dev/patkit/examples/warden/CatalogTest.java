package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Data Hub Catalog. */
class CatalogTest extends ServiceTest {
    private static final String DATA = "/rest/search/v5/data";
    private static final String APPLICATIONS = "/rest/registration/v5/applications";

    @Test
    void aFirstSearchFindsTheDemosApplications() throws Exception {
        HttpResponse<String> answer = get(token("bob"), "/v1/register");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).get("data").findValuesAsText("description"))
                .containsExactly("Orders and deliveries", "Who buys from us", "Invoices since 2011");
        assertThat(json(answer).get("totalResults").intValue()).isEqualTo(3);
    }

    @Test
    void aSearchLooksIntoNamesAndDescriptionsInAnyCase() throws Exception {
        assertThat(found("?query=DIRECTORY")).containsExactly("Customer Directory");
        assertThat(found("?query=2011")).containsExactly("Invoice Archive");
        assertThat(found("?query=nothing")).isEmpty();
    }

    private List<String> found(String parameters) throws Exception {
        return json(get(token("bob"), DATA + parameters)).get("data").findValues("application").stream()
                .map(application -> application.get("name").textValue())
                .toList();
    }

    @Test
    void aSearchForOwnedContentFindsWhatTheTokensOwnerRegistered() throws Exception {
        assertThat(found("?ownedContentOnly=true")).containsExactly("Invoice Archive");
    }

    @Test
    void aQueryOfFewerThanThreeLettersOrDigitsOrOfAnythingElseIsRefused() throws Exception {
        String token = token("bob");
        for (String query : List.of("", "ab", "a%20b", "abc%25", "abc_", "%C3%A4%C3%B6%C3%BC", "abc'")) {
            HttpResponse<String> answer = get(token, DATA + "?query=" + query.replace("'", "%27"));

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"code\":\"INVALID_REQUEST\",\"message\":\"query must be 3 to 100 letters and digits.\"}");
        }
    }

    @Test
    void aLimitOrOffsetThatIsNoNumberIsRefused() throws Exception {
        String token = token("bob");
        for (String wrong : List.of("limit=0", "limit=-1", "limit=x", "limit=", "limit=9999999999", "offset=-1")) {
            for (String list : List.of(DATA, APPLICATIONS, "/v1/register")) {
                HttpResponse<String> answer = get(token, list + "?" + wrong);

                assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
                assertThat(json(answer).get("code").textValue()).isEqualTo("INVALID_REQUEST");
            }
        }
    }

    @Test
    void aLimitIs20UnlessNamedAnd100AtMost() throws Exception {
        String token = token("bob");

        assertThat(json(get(token, DATA)).get("limit").intValue()).isEqualTo(20);
        assertThat(json(get(token, DATA + "?limit=100")).get("limit").intValue())
                .isEqualTo(100);
        assertThat(json(get(token, DATA + "?limit=999999999")).get("limit").intValue())
                .isEqualTo(100);
        assertThat(json(get(token, APPLICATIONS + "?limit=101")).get("limit").intValue())
                .isEqualTo(100);
    }

    @Test
    void pagesLinkToEachOtherAndShowEverythingOnce() throws Exception {
        String token = token("bob");

        JsonNode first = json(get(token, DATA + "?query=ice&limit=1"));
        JsonNode all = json(get(token, APPLICATIONS + "?limit=2"));
        JsonNode rest = json(get(token, link(all, "Next")));

        assertThat(first.toString())
                .contains("\"links\":[{\"rel\":\"First\",\"href\":\"" + DATA + "?query=ice&offset=0&limit=1\"},"
                        + "{\"rel\":\"Current\",\"href\":\"" + DATA + "?query=ice&offset=0&limit=1\"},"
                        + "{\"rel\":\"Last\",\"href\":\"" + DATA + "?query=ice&offset=0&limit=1\"}],"
                        + "\"limit\":1,\"offset\":0,\"totalResults\":1}");
        assertThat(all.get("applications").findValuesAsText("name"))
                .containsExactly("Aurora Orders", "Customer Directory");
        assertThat(rest.get("applications").findValuesAsText("name")).containsExactly("Invoice Archive");
        assertThat(rest.get("links").findValuesAsText("rel")).containsExactly("First", "Previous", "Current", "Last");
        assertThat(json(get(token, link(rest, "Previous")))).isEqualTo(all);
        assertThat(link(all, "Last")).isEqualTo(link(rest, "Current"));
    }

    private static String link(JsonNode page, String rel) {
        for (JsonNode link : page.get("links")) {
            if (link.get("rel").textValue().equals(rel)) {
                return link.get("href").textValue();
            }
        }
        throw new AssertionError("no link " + rel);
    }

    @Test
    void aRegisteredApplicationStandsWhereItsLocationSays() throws Exception {
        String token = token("bob");
        String body = "{'name':'  My app ','type':'Mendix','description':'Ours','repositoryLocation':'https://x.test'}";

        HttpResponse<String> created = call("POST", token, APPLICATIONS, body);

        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(location).matches(APPLICATIONS + "/[0-9a-f-]{36}");
        assertThat(json(created).get("name").textValue()).isEqualTo("My app");
        assertThat(json(created).get("owner").textValue()).isEqualTo("bob");
        assertThat(get(token("alice"), location).body()).isEqualTo(created.body());
        assertThat(found("?query=ours")).containsExactly("My app");
    }

    @Test
    void membersThatNobodyAsksForAreIgnored() throws Exception {
        String body = "{'name':'x','uuid':'" + NOBODY + "','owner':'carol','more':{'a':[1]}}";

        HttpResponse<String> created = call("POST", token("bob"), APPLICATIONS, body);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).get("owner").textValue()).isEqualTo("bob");
        assertThat(json(created).get("uuid").textValue()).isNotEqualTo(NOBODY);
        assertThat(json(created).get("type").textValue()).isEqualTo("Other");
    }

    @Test
    void whatIsNoRegistrationIsRefused() throws Exception {
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
            HttpResponse<String> answer = call("POST", token, APPLICATIONS, body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(json(answer).get("code").textValue()).isEqualTo("INVALID_REQUEST");
            assertThat(json(get(token, DATA)).get("totalResults").intValue()).isEqualTo(3);
        }
    }

    @Test
    void aNameHasUpTo100CharactersAndABodyUpTo256KiB() throws Exception {
        String token = token("bob");

        assertThat(register(token, "😀".repeat(100)).statusCode()).isEqualTo(201);
        assertThat(register(token, "x".repeat(101)).statusCode()).isEqualTo(400);
        assertThat(register(token, "x".repeat(300_000)).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> register(String token, String name) throws Exception {
        return call("POST", token, APPLICATIONS, "{'name':'" + name + "'}");
    }

    @Test
    void anOwnersApplicationsHaveDifferentNames() throws Exception {
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
    void membersChangeAndDeleteOnlyWhatTheyRegistered() throws Exception {
        String location =
                register(token("bob"), "mine").headers().firstValue("Location").orElseThrow();
        String alice = token("alice");

        for (HttpResponse<String> answer :
                List.of(call("PUT", alice, location, "{'name':'hers'}"), call("DELETE", alice, location, ""))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .isEqualTo("{\"code\":\"FORBIDDEN\","
                            + "\"message\":\"You do not have access to the requested resource.\"}");
        }
        assertThat(json(get(alice, location)).get("name").textValue()).isEqualTo("mine");
    }

    @Test
    void ownersAndAdminsChangeAndDelete() throws Exception {
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
    void whatIsNotThereIsNotFound() throws Exception {
        String token = token("carol");
        for (String id : List.of(NOBODY, "1-1-1-1-1", "x", "..%2e", "%00", "' OR 1=1 --")) {
            String path = APPLICATIONS + "/" + id.replace(" ", "%20").replace("'", "%27");

            for (String method : List.of("GET", "PUT", "DELETE")) {
                assertThat(call(method, token, path, "{'name':'x'}").statusCode())
                        .as("%s %s", method, path)
                        .isIn(400, 404);
            }
        }
    }

    @Test
    void everyAnswerOfAVersionedRouteNamesTheVersion() throws Exception {
        String token = token("bob");

        for (HttpResponse<String> answer : List.of(
                get(token, DATA),
                get(token, DATA + "?limit=0"),
                get(token, APPLICATIONS),
                get(token, APPLICATIONS + "/" + NOBODY),
                get("wrong", APPLICATIONS),
                warden().call("GET", DATA, "", ""),
                register(token, "x"))) {
            assertThat(answer.headers().allValues("X-Api-Version")).containsExactly("5.1.0");
        }
    }

    @Test
    void whatWasDeletedStaysDeletedOverARestart() throws Exception {
        String id = json(get(token("alice"), APPLICATIONS))
                .get("applications")
                .get(0)
                .get("uuid")
                .textValue();
        call("DELETE", token("alice"), APPLICATIONS + "/" + id, "");

        restart();

        assertThat(found("")).containsExactly("Customer Directory", "Invoice Archive");
    }
}
