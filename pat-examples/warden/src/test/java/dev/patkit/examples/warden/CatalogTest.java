package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data Hub Catalog: search, and properties of all routes. */
class CatalogTest extends ServiceTest {
    private static final String DATA = "/rest/search/v5/data";
    private static final String APPLICATIONS = "/rest/registration/v5/applications";

    @Test
    void searchFindsTheDemoApplications() throws Exception {
        HttpResponse<String> response = get(token("bob"), "/v1/register");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(response).get("data").findValuesAsText("description"))
                .containsExactly("Orders and deliveries", "Who buys from us", "Invoices since 2011");
        assertThat(json(response).get("totalResults").intValue()).isEqualTo(3);
    }

    @Test
    void searchMatchesNamesAndDescriptionsIgnoringCase() throws Exception {
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
    void searchForOwnedContentFindsApplicationsOfTheTokensOwner() throws Exception {
        assertThat(found("?ownedContentOnly=true")).containsExactly("Invoice Archive");
    }

    @Test
    void queryMustBeAtLeastThreeLettersOrDigits() throws Exception {
        String token = token("bob");
        for (String query : List.of("", "ab", "a%20b", "abc%25", "abc_", "%C3%A4%C3%B6%C3%BC", "abc'")) {
            HttpResponse<String> response = get(token, DATA + "?query=" + query.replace("'", "%27"));

            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"code\":\"INVALID_REQUEST\",\"message\":\"query must be 3 to 100 letters and digits.\"}");
        }
    }

    @Test
    void invalidLimitOrOffsetIsRejected() throws Exception {
        String token = token("bob");
        for (String wrong : List.of("limit=0", "limit=-1", "limit=x", "limit=", "limit=9999999999", "offset=-1")) {
            for (String list : List.of(DATA, APPLICATIONS, "/v1/register")) {
                HttpResponse<String> response = get(token, list + "?" + wrong);

                assertThat(response.statusCode()).as(wrong).isEqualTo(400);
                assertThat(json(response).get("code").textValue()).isEqualTo("INVALID_REQUEST");
            }
        }
    }

    @Test
    void limitIs20ByDefaultAnd100AtMost() throws Exception {
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
    void pagesLinkToEachOtherAndListEachApplicationOnce() throws Exception {
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
    void everyResponseOfAVersionedRouteHasTheVersionHeader() throws Exception {
        String token = token("bob");

        for (HttpResponse<String> response : List.of(
                get(token, DATA),
                get(token, DATA + "?limit=0"),
                get(token, APPLICATIONS),
                get(token, APPLICATIONS + "/" + UNKNOWN_ID),
                get("wrong", APPLICATIONS),
                warden().call("GET", DATA, "", ""),
                call("POST", token, APPLICATIONS, "{'name':'x'}"))) {
            assertThat(response.headers().allValues("X-Api-Version")).containsExactly("5.1.0");
        }
    }
}
