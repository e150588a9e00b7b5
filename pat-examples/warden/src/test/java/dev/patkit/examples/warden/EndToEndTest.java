package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** Complete workflows of members and admins in a real browser, with requests to all services. */
@Tag("java-independent")
@NeedsProgram({"chromium", "chromedriver"})
class EndToEndTest {
    private static final String TOKEN = "mxp_[0-9A-Za-z]{60}";

    @TempDir
    private Path folder;

    private RunningWarden warden;
    private Browser alice;

    @BeforeEach
    void open() throws Exception {
        warden = RunningWarden.in(folder);
        alice = Browser.on(warden);
        alice.signIn("Alice Liddell");
    }

    @AfterEach
    void close() {
        alice.close();
        warden.close();
    }

    @Test
    void tokenIsCreatedShownOnceUsedInEveryServiceAndDeleted() throws Exception {
        assertThat(alice.text()).contains("You have no personal access tokens yet.");

        alice.press("Add");
        alice.see("Create a Personal Access Token");
        String token = create("Nightly import");
        alice.press("Copy");
        alice.await(here -> alice.text().contains("Copied."));
        assertThat(alice.clipboard()).isEqualTo(token);
        assertThat(alice.text()).contains("It will not be displayed again");
        alice.press("Close");
        alice.see("Personal Access Tokens");

        assertThat(alice.text()).contains("Nightly import", "mx:datahub:services:read", "Last Used\nnever");
        everyServiceAccepts(token);
        alice.driver().navigate().refresh();
        assertThat(alice.text()).doesNotContain("Last Used\nnever");

        alice.press("Delete Nightly import");
        alice.see("Delete “Nightly import”?");
        everyServiceAccepts(token);
        alice.press("Cancel");
        alice.press("Delete Nightly import");
        alice.press("Delete");
        alice.await(here -> alice.text().contains("“Nightly import” was deleted."));
        assertThat(alice.text()).contains("You have no personal access tokens yet.");
        everyServiceRefuses(token);
    }

    /** Fills in the open form with all scopes, submits it, and returns the displayed secret. */
    private String create(String name) {
        alice.field("Name").sendKeys(name);
        alice.driver().findElements(By.name("scope")).forEach(WebElement::click);
        alice.press("Create");
        alice.see("Token secret");
        String shown = alice.driver().findElement(By.id("secret")).getText();
        assertThat(shown).matches(TOKEN);
        return shown;
    }

    private void everyServiceAccepts(String token) throws Exception {
        for (ServiceProbe probe : ServiceProbe.values()) {
            assertThat(probe.with(token, warden)).as(probe.name()).isEqualTo(probe.accepted());
        }
    }

    private void everyServiceRefuses(String token) throws Exception {
        for (ServiceProbe probe : ServiceProbe.values()) {
            assertThat(probe.with(token, warden)).as(probe.name()).isEqualTo(probe.refused());
        }
    }

    @Test
    void secretIsNeverShownASecondTime() {
        alice.go("/tokens/new");
        String token = create("Nightly import");
        String page = alice.path();
        String first = alice.driver().getWindowHandle();

        alice.driver().navigate().refresh();
        assertNotShownAgain(token);
        alice.press("Close");
        alice.see("Personal Access Tokens");
        assertNotInSource(token);
        alice.driver().navigate().back();
        alice.see("Token secret");
        assertNotShownAgain(token);

        alice.driver().switchTo().newWindow(WindowType.TAB);
        alice.go(page);
        assertNotShownAgain(token);
        alice.driver().get("view-source:" + warden.at(page));
        assertThat(alice.source()).contains("is not displayed again");
        assertNotInSource(token);
        alice.driver().switchTo().window(first);

        alice.go("/tokens");
        alice.press("View details of Nightly import");
        alice.see("Nightly import");
        assertNotInSource(token);
    }

    private void assertNotShownAgain(String token) {
        assertThat(alice.text()).contains("The secret of “Nightly import” is not displayed again.");
        assertThat(alice.status()).isEqualTo(410);
        assertNotInSource(token);
    }

    private void assertNotInSource(String token) {
        assertThat(alice.source()).doesNotContain(token).doesNotContainPattern(TOKEN);
    }

    @Test
    void secretIsNotShownAgainAfterBackAndForward() {
        alice.go("/tokens/new");
        String token = create("Nightly import");

        alice.driver().navigate().back();
        alice.see("Create a Personal Access Token");
        assertNotInSource(token);
        alice.driver().navigate().forward();
        alice.see("Token secret");
        assertNotShownAgain(token);
    }

    @Test
    void secretIsNotShownInADuplicatedTab() {
        alice.go("/tokens/new");
        String token = create("Nightly import");

        alice.run("window.open(location.href)");
        alice.await(here -> alice.driver().getWindowHandles().size() == 2);
        alice.driver().getWindowHandles().forEach(alice.driver().switchTo()::window);
        alice.see("Token secret");
        assertNotShownAgain(token);
        assertThat(alice.run("return sessionStorage.length + localStorage.length"))
                .isEqualTo(0L);
    }

    @Test
    void deactivatedMemberIsRefusedEverywhereUntilReactivation() throws Exception {
        alice.go("/tokens/new");
        String token = create("Nightly import");
        alice.press("Close");
        everyServiceAccepts(token);

        try (Browser carol = Browser.on(warden)) {
            carol.signIn("Carol Danvers");
            carol.press("Members");
            carol.see("Members");
            assertThat(carol.text()).containsSubsequence("Alice Liddell", "Live tokens\n1", "Bob Cratchit");
            carol.press("Deactivate Alice Liddell");
            carol.await(here -> carol.text().contains("Alice Liddell was deactivated."));

            everyServiceRefuses(token);
            alice.press("Add");
            alice.see("Account deactivated");
            alice.choose("Alice Liddell");
            alice.await(here -> alice.text().contains("Alice Liddell has been deactivated."));

            carol.press("Reactivate Alice Liddell");
            carol.await(here -> carol.text().contains("Alice Liddell was reactivated."));
            everyServiceAccepts(token);
            alice.signIn("Alice Liddell");
            assertThat(alice.text()).contains("Nightly import");
        }
    }

    @Test
    void memberDeactivatedByApiIsSignedOut() throws Exception {
        try (Browser carol = Browser.on(warden)) {
            carol.signIn("Carol Danvers");
            carol.press("Add");
            carol.field("Name").sendKeys("Offboarding");
            carol.check("mx:user-deactivation:write");
            carol.press("Create");
            carol.see("Token secret");
            carol.press("Copy");
            carol.await(here -> carol.text().contains("Copied."));
            String token = carol.clipboard();
            alice.signIn("Bob Cratchit");

            assertThat(ServiceProbe.USER_DEACTIVATION.with(token, warden)).isEqualTo(204);
            alice.press("Add");
            alice.see("Account deactivated");

            carol.press("Close");
            carol.press("Delete Offboarding");
            carol.press("Delete");
            carol.await(here -> carol.text().contains("“Offboarding” was deleted."));
            assertThat(ServiceProbe.USER_DEACTIVATION.with(token, warden)).isEqualTo(401);
        }
    }

    @Test
    void auditTrailShowsActionsAndRefusalReasons() throws Exception {
        alice.go("/tokens/new");
        String token = create("Nightly import");
        alice.press("Close");
        everyServiceAccepts(token);
        alice.press("Delete Nightly import");
        alice.press("Delete");
        alice.await(here -> alice.text().contains("was deleted"));
        everyServiceRefuses(token);

        try (Browser carol = Browser.on(warden)) {
            carol.signIn("Carol Danvers");
            carol.press("Audit");
            carol.see("Audit");
            assertThat(carol.text())
                    .containsSubsequence("token of alice", "Refused", "Nightly import", "REVOKED")
                    .containsSubsequence("alice", "Deleted", "Nightly import")
                    .containsSubsequence("alice", "Used", "Data Hub Catalog: GET /v1/register")
                    .containsSubsequence("alice", "Created", "Nightly import");
            assertThat(carol.source()).doesNotContain(token);
        }
    }
}
