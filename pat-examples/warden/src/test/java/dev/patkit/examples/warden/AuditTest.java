package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The audit trail records who did what, when and why, and a flood of requests cannot fill it. */
class AuditTest extends WebTest {
    private static final PlatformScope READ = PlatformScope.SERVICES_READ;

    /** Returns the rows of the first page, newest first, as cell texts separated by bars. */
    private List<String> rows() throws Exception {
        String page = carol().get("/audit").body();
        List<String> rows = new ArrayList<>();
        for (String row : page.substring(page.indexOf("<tbody>")).split("<tr>", -1)) {
            rows.add(row.replace("</td>", "|")
                    .replaceAll("(?s)<[^>]*>|\\s+(?=\\|)|\\|\\s+", "|")
                    .replaceAll("\\|+", "|"));
        }
        return rows.subList(1, rows.size());
    }

    private void call(String authorization) throws Exception {
        warden().call("GET", "/v1/register", authorization, "");
    }

    @Test
    @Tag("A-1")
    void trailRecordsCreationUseDeletionAndRefusalWithItsReason() throws Exception {
        WebClient alice = WebClient.signedIn(warden(), "alice");
        String secret = alice.createAndRead("import", READ);
        TokenId id = warden().warden().pats().list("alice").tokens().get(0).id();
        call("MxToken " + secret);
        alice.post("/tokens/" + id + "/delete");
        call("MxToken " + secret);
        call("");

        assertThat(rows())
                .satisfiesExactly(
                        row -> assertThat(row)
                                .contains("|unknown|", "|Refused|", "|ABSENT|", "Data Hub Catalog: GET /v1/register"),
                        row -> assertThat(row)
                                .contains("|token of alice|", "|Refused|", "|import|", id.toString(), "|REVOKED|"),
                        row -> assertThat(row).contains("|alice|", "|Deleted|", "|import|", id.toString(), "|Warden|"),
                        row -> assertThat(row)
                                .contains("|alice|", "|Used|", "|import|", "Data Hub Catalog: GET /v1/register"),
                        row -> assertThat(row).contains("|alice|", "|Created|", "|import|", "127.0.0.1"),
                        row -> assertThat(row).contains("|alice|", "|Signed in|"),
                        row -> assertThat(row).contains("|carol|", "|Signed in|"));
    }

    @Test
    void refusalReasonIsInTheTrailButNotInTheResponse() throws Exception {
        IssuedToken expiring = warden().issue("alice", READ);
        call("MxToken " + ForgedToken.of(expiring.token().id()));
        call("MxToken " + ForgedToken.of(new TokenId(1)));
        call("MxToken " + warden().token("alice", PlatformScope.APP_CREATE));
        call("MxToken garbage");
        carol().post("/members/alice/deactivate");
        call("MxToken " + expiring.secret().reveal());

        assertThat(String.join("\n", rows()))
                .contains("|WRONG_SECRET|", "|UNKNOWN|", "|INSUFFICIENT_SCOPE|", "|MALFORMED|", "|OWNER_INACTIVE|")
                .contains("|carol|Deactivated|alice|");
    }

    @Test
    @Tag("A-5")
    void floodIsStoredAsACountAndNotRowByRow() throws Exception {
        int calls = 2_000;
        for (int i = 0; i < calls; i++) {
            warden().warden().audit().enqueue(TestEvents.refused("UNKNOWN"));
        }

        List<String> rows = rows();
        long storedRows = count("SELECT COUNT(*) FROM warden_audit WHERE action = 'REFUSED'");

        assertThat(storedRows).isLessThanOrEqualTo(calls / 2);
        long overflow = rows.stream()
                .filter(row -> row.contains("Not recorded"))
                .mapToLong(row -> Long.parseLong(row.replaceFirst("(?s).*\\|(\\d+) × Refused UNKNOWN.*", "$1")))
                .sum();
        assertThat(storedRows + overflow).isEqualTo(calls);
    }

    private long count(String query) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(warden().settings().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void longPathIsTruncated() throws Exception {
        warden().call("GET", "/rest/search/v5/data/" + "x".repeat(3000), "", "");
        warden().call("GET", "/v1/platform-users/" + "x".repeat(3000), "", "");
        warden().call("PATCH", "/v1/platform-users/" + "x".repeat(3000), "", "");

        assertThat(rows()).allSatisfy(row -> assertThat(row).hasSizeLessThan(600));
        assertThat(rows().get(0)).contains("User Deactivation: PATCH /v1/platform-users/xxx", "…");
    }

    @Test
    void linkLeadsToOlderEventsWithoutDuplicates() throws Exception {
        for (int i = 0; i < 150; i++) {
            warden().warden().audit().enqueue(TestEvents.refused("ABSENT"));
        }

        String first = carol().get("/audit").body();
        String link = first.replaceFirst("(?s).*href=\"(/audit\\?after=[^\"]+)\".*", "$1");
        String second = carol().get(link).body();

        List<String> ids = new ArrayList<>(requests(first));
        ids.addAll(requests(second));
        assertThat(ids).hasSize(151).doesNotHaveDuplicates();
        assertThat(second).doesNotContain("/audit?after=");
    }

    private static List<String> requests(String page) {
        return Pattern.compile("<code class=\"small\">([0-9a-f-]{36})</code>")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
