package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access control in the web app. */
class WebAccessControlTest {
    @TempDir
    private Path folder;

    private RunningWarden warden;

    @BeforeEach
    void start() throws Exception {
        warden = RunningWarden.in(folder);
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    @Test
    @Tag("U-7")
    void tokenOfAnotherMemberLooksLikeAnUnknownToken() throws Exception {
        String foreign =
                warden.issue("alice", PlatformScope.SERVICES_READ).token().id().toString();
        WebClient bob = WebClient.signedIn(warden, "bob");
        for (String path : List.of("/tokens/%s", "/tokens/%s/secret", "/tokens/%s/delete")) {
            HttpResponse<String> other = bob.get(path.formatted(foreign));
            HttpResponse<String> unknown = bob.get(path.formatted("00000000001"));

            assertThat(other.statusCode()).as(path).isEqualTo(404);
            assertThat(other.body()).as(path).isEqualTo(unknown.body());
        }
        assertThat(bob.post("/tokens/" + foreign + "/delete").statusCode()).isEqualTo(404);
        assertThat(warden.warden().pats().list("alice").tokens()).hasSize(1);
    }

    @Test
    void invalidIdIsNotFound() throws Exception {
        WebClient bob = WebClient.signedIn(warden, "bob");
        for (String id : List.of("x", "-1", "00000000000000", "%00", "..", "%2e%2e", "~", "99999999999", "%22%3E")) {
            assertThat(bob.get("/tokens/" + id).statusCode()).as(id).isIn(400, 404);
        }
    }

    @Test
    void memberPagesRedirectToSignInWithoutASession() throws Exception {
        WebClient nobody = WebClient.of(warden);
        for (String path : List.of("/tokens", "/tokens/new", "/tokens/00000000001", "/members", "/audit")) {
            assertThat(WebClient.location(nobody.get(path))).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    void adminPagesAreForbiddenToOtherMembers() throws Exception {
        WebClient alice = WebClient.signedIn(warden, "alice");

        assertThat(alice.get("/members").statusCode()).isEqualTo(403);
        assertThat(alice.get("/audit").statusCode()).isEqualTo(403);
        assertThat(alice.post("/members/bob/deactivate").statusCode()).isEqualTo(403);
        assertThat(alice.get("/tokens").body()).doesNotContain("/members", "/audit");
        assertThat(warden.call("GET", "/v1/register", "MxToken " + warden.token("bob", PlatformScope.SERVICES_READ), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Tag("R-1")
    void tokensOfADeactivatedMemberAreRefusedOnTheNextCallUntilReactivation() throws Exception {
        String header = "MxToken " + warden.token("bob", PlatformScope.SERVICES_READ);
        WebClient carol = WebClient.signedIn(warden, "carol");
        int before = warden.call("GET", "/v1/register", header, "").statusCode();

        carol.post("/members/bob/deactivate");
        int deactivated = warden.call("GET", "/v1/register", header, "").statusCode();
        String page = carol.get("/members").body();
        carol.post("/members/bob/reactivate");

        assertThat(List.of(before, deactivated)).containsExactly(200, 403);
        assertThat(page).contains("Deactivated", "/members/bob/reactivate", "Bob Cratchit was deactivated.");
        assertThat(warden.call("GET", "/v1/register", header, "").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("U-6")
    void memberDeactivatedBeforeSubmittingAFormIsRefused() throws Exception {
        WebClient bob = WebClient.signedIn(warden, "bob");
        String form = bob.newForm();
        WebClient.signedIn(warden, "carol").post("/members/bob/deactivate");

        HttpResponse<String> response = bob.createWith(form, "late", PlatformScope.SERVICES_READ);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("deactivated");
        assertThat(warden.warden().pats().list("bob").tokens()).isEmpty();
        assertThat(WebClient.location(bob.get("/tokens"))).isEqualTo("/sign-in");
        assertThat(WebClient.of(warden).post("/sign-in", "member", "bob").statusCode())
                .isEqualTo(403);
    }

    @Test
    void adminsCannotDeactivateThemselves() throws Exception {
        WebClient carol = WebClient.signedIn(warden, "carol");

        assertThat(carol.post("/members/carol/deactivate").statusCode()).isEqualTo(403);
        assertThat(carol.post("/members/nobody/deactivate").statusCode()).isEqualTo(404);
        assertThat(carol.get("/members").statusCode()).isEqualTo(200);
    }

    @Test
    void membersPageCountsLiveTokens() throws Exception {
        warden.issue("bob", PlatformScope.SERVICES_READ);
        warden.issue("bob", PlatformScope.SERVICES_READ);
        warden.revoke(
                "bob", warden.issue("bob", PlatformScope.SERVICES_READ).token().id());

        String page = WebClient.signedIn(warden, "carol").get("/members").body();

        assertThat(page.substring(page.indexOf("Bob Cratchit"))).containsPattern("(?s)^.*?Live tokens</dt><dd>2</dd>");
    }

    @Test
    void deletedTokenIsRefusedOnTheNextCallAndItsDetailsShowTheDeletion() throws Exception {
        WebClient alice = WebClient.signedIn(warden, "alice");
        String secret = alice.createAndRead("short-lived", PlatformScope.SERVICES_READ);
        String id = warden.warden().pats().list("alice").tokens().get(0).id().toString();

        String asked = alice.get("/tokens/" + id + "/delete").body();
        HttpResponse<String> deleted = alice.post("/tokens/" + id + "/delete");
        HttpResponse<String> again = alice.post("/tokens/" + id + "/delete");

        assertThat(asked).contains("This will prevent anyone who may have obtained the Token secret");
        assertThat(List.of(WebClient.location(deleted), WebClient.location(again)))
                .containsOnly("/tokens");
        assertThat(warden.call("GET", "/v1/register", "MxToken " + secret, "").statusCode())
                .isEqualTo(403);
        assertThat(alice.get("/tokens").body()).contains("was deleted").doesNotContain("/tokens/" + id);
        assertThat(alice.get("/tokens/" + id).body()).contains("<dt>Deleted</dt>");
        assertThat(warden.warden().pats().find("alice", TokenId.parse(id).orElseThrow()))
                .hasValueSatisfying(token ->
                        assertThat(token.state(warden.clock().instant())).isEqualTo(Token.State.REVOKED));
    }

    @Test
    void linkLeadsToTokensBeyondTheFirstPage() throws Exception {
        for (int i = 0; i < 51; i++) {
            warden.issue("alice", PlatformScope.SERVICES_READ);
        }
        WebClient alice = WebClient.signedIn(warden, "alice");

        String first = alice.get("/tokens").body();
        String next = first.replaceFirst("(?s).*href=\"(/tokens\\?after=[^\"]+)\".*", "$1");

        assertThat(first.split("<li class=\"card\">", -1)).hasSize(51);
        assertThat(alice.get(next).body().split("<li class=\"card\">", -1)).hasSize(2);
        assertThat(alice.get("/tokens?after=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void latestUseIsShownOnThePage() throws Exception {
        WebClient alice = WebClient.signedIn(warden, "alice");
        String secret = alice.createAndRead("used", PlatformScope.SERVICES_READ);
        String unused = alice.get("/tokens").body();

        warden.call("GET", "/v1/register", "MxToken " + secret, "");

        assertThat(unused).contains("<dt>Last Used</dt><dd>never</dd>");
        assertThat(alice.get("/tokens").body()).containsPattern("<dt>Last Used</dt><dd>\\d{1,2} \\w{3} \\d{4}, ");
    }
}
