package dev.patkit.examples.warden;

import static dev.patkit.examples.warden.DisplayMode.DARK;
import static dev.patkit.examples.warden.DisplayMode.LIGHT;
import static dev.patkit.examples.warden.DisplayMode.SMALL;
import static java.time.temporal.ChronoUnit.DAYS;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Every page of Warden in each of its visual states. */
final class Scenes {
    /** A name of almost the maximum length, without a blank to break the line at. */
    private static final String LONG_NAME =
            "Nightly-import-of-the-laboratory's-measurements-".repeat(3).substring(0, 99);

    private final RunningWarden warden;
    private final Browser browser;
    private final TokenId used;

    Scenes(RunningWarden warden, Browser browser) throws Exception {
        this.warden = warden;
        this.browser = browser;
        issue("alice", "Laptop", PlatformScope.REPO_READ, PlatformScope.REPO_WRITE);
        warden.warden()
                .pats()
                .issue(TokenRequest.forOwner("alice")
                        .named("Workshop in spring")
                        .allowing(PlatformScope.METADATA_READ)
                        .expiringAt(warden.clock().instant().plus(30, DAYS).truncatedTo(DAYS)));
        warden.clock().advance(Duration.ofDays(40));
        IssuedToken issued = issue("alice", "Nightly catalog import", PlatformScope.SERVICES_READ);
        used = issued.token().id();
        warden.clock().advance(Duration.ofHours(7));
        call("MxToken " + issued.secret().reveal());
    }

    private IssuedToken issue(String owner, String name, Scope first, Scope... more) {
        return warden.warden()
                .pats()
                .issue(TokenRequest.forOwner(owner).named(name).allowing(first, more));
    }

    private void call(String authorization) throws Exception {
        warden.call("GET", "/v1/register", authorization, "");
    }

    /** Returns all scenes. The last ones create so many tokens that they would spoil the screenshots of the others. */
    List<Scene> all() {
        return List.of(
                new Scene("sign-in", () -> browser.go("/sign-in"), LIGHT),
                new Scene("sign-in-refused", this::signInRefused),
                new Scene("tokens-empty", () -> browser.signIn("Bob Cratchit"), LIGHT),
                new Scene("tokens", () -> browser.signIn("Alice Liddell"), LIGHT, DARK, SMALL),
                new Scene("details", () -> openOf(used, ""), LIGHT),
                new Scene("delete", () -> openOf(used, "/delete"), LIGHT),
                new Scene("deleted", this::deleted),
                new Scene("create", this::create, LIGHT, DARK, SMALL),
                new Scene("create-with-errors", this::createWithErrors, LIGHT),
                new Scene("create-without-scopes", this::createWithoutScopes),
                new Scene("create-in-an-outage", this::createInAnOutage),
                new Scene("confirm", this::confirm, LIGHT),
                new Scene("token-secret", this::secret, LIGHT, DARK, SMALL),
                new Scene("token-secret-shown-already", this::shownAlready, LIGHT),
                new Scene("members", () -> openAsAdmin("/members")),
                new Scene("members-deactivated", this::deactivated, LIGHT),
                new Scene("audit", this::audit, LIGHT, DARK, SMALL),
                new Scene("audit-empty", this::auditEmpty),
                new Scene("message-for-admins", this::forAdmins),
                new Scene("message-not-found", this::notFound),
                new Scene("message-outage", this::outage, LIGHT),
                new Scene("tokens-awkward", this::awkward),
                new Scene("tokens-older", this::older),
                new Scene("delete-awkward", this::awkwardDelete));
    }

    private void signInRefused() {
        browser.go("/sign-in");
        browser.run("document.querySelector('button.person').value = 'mallory'");
        browser.run("document.querySelector('button.person').click()");
        browser.await(here -> browser.text().contains("There is no member with this name."));
    }

    private void openOf(TokenId id, String page) {
        browser.signIn("Alice Liddell");
        browser.go("/tokens/" + id + page);
    }

    private void deleted() {
        issue("bob", "Old laptop", PlatformScope.REPO_READ);
        browser.signIn("Bob Cratchit");
        browser.press("Delete Old laptop");
        browser.press("Delete");
        browser.await(here -> browser.text().contains("was deleted"));
    }

    private void create() {
        browser.signIn("Alice Liddell");
        browser.go("/tokens/new");
    }

    private void createWithErrors() {
        create();
        browser.field("Name").sendKeys("Laptop");
        browser.check("mx:modelrepository:repo:read");
        browser.press("Create");
        browser.await(here -> browser.text().contains("You already have a token with this name."));
    }

    private void createWithoutScopes() {
        create();
        browser.field("Name").sendKeys("Release script");
        browser.press("Create");
        browser.await(here -> browser.text().contains("No token was created"));
    }

    private void createInAnOutage() throws SQLException {
        create();
        browser.field("Name").sendKeys("Release script");
        browser.check("mx:modelrepository:repo:read");
        Outage.of("pat_token", warden, () -> {
            browser.press("Create");
            browser.await(here -> browser.text().contains("The database is unavailable"));
        });
    }

    private void confirm() {
        create();
        browser.field("Name").sendKeys("Release script");
        browser.check("mx:modelrepository:repo:read");
        warden.clock().advance(Duration.ofMinutes(11));
        browser.press("Create");
        browser.see("Confirm that it is you");
    }

    private void secret() {
        create();
        browser.field("Name").sendKeys("Release script");
        browser.check("mx:modelrepository:repo:read");
        browser.press("Create");
        browser.see("Token secret");
    }

    private void shownAlready() {
        create();
        browser.field("Name").sendKeys("Weekly report");
        browser.check("mx:app:metadata:read");
        browser.press("Create");
        browser.see("Token secret");
        browser.driver().navigate().refresh();
        browser.await(here -> browser.text().contains("is not displayed again"));
    }

    private void openAsAdmin(String path) {
        browser.signIn("Carol Danvers");
        browser.go(path);
    }

    private void deactivated() {
        openAsAdmin("/members");
        browser.press("Deactivate Bob Cratchit");
        browser.await(here -> browser.text().contains("Bob Cratchit was deactivated."));
    }

    private void audit() throws Exception {
        call("");
        call("MxToken "
                + issue("alice", "Exploring", PlatformScope.APP_WRITE).secret().reveal());
        call("MxToken mxp_not-a-token");
        IssuedToken lost = issue("alice", "Lost laptop", PlatformScope.SERVICES_READ);
        warden.revoke("alice", lost.token().id());
        call("MxToken " + lost.secret().reveal());
        openAsAdmin("/audit");
        browser.await(here -> {
            browser.driver().navigate().refresh();
            return browser.text().contains("REVOKED");
        });
    }

    private void auditEmpty() throws SQLException {
        browser.signIn("Carol Danvers");
        try (Connection connection =
                DriverManager.getConnection(warden.settings().jdbcUrl())) {
            connection.createStatement().execute("DELETE FROM warden_audit");
        }
        browser.go("/audit");
    }

    private void forAdmins() {
        browser.signIn("Alice Liddell");
        browser.go("/audit");
    }

    private void notFound() {
        browser.signIn("Alice Liddell");
        browser.go("/tokens/"
                + issue("carol", "Hers", PlatformScope.REPO_READ).token().id());
    }

    private void outage() throws SQLException {
        browser.signIn("Alice Liddell");
        Outage.of("pat_token", warden, () -> browser.go("/tokens"));
    }

    private void awkward() {
        for (int i = 1; i <= 50; i++) {
            issue("carol", "Build " + i, PlatformScope.REPO_READ);
        }
        issue("carol", "🦉 совушка weiß alles 貓頭鷹 \u0627\u0644\u0628\u0648\u0645\u0629", PlatformScope.REPO_READ);
        awkwardToken(1);
        browser.signIn("Carol Danvers");
    }

    private TokenId awkwardToken(int digit) {
        return warden.warden()
                .pats()
                .issue(TokenRequest.forOwner("carol")
                        .named(LONG_NAME + digit)
                        .allowing(Scopes.of(PlatformScope.values())))
                .token()
                .id();
    }

    private void older() {
        browser.signIn("Alice Liddell");
        TokenQuery newest = TokenQuery.ownedBy("alice").limit(1);
        browser.go("/tokens?after=" + warden.warden().pats().list(newest).next().orElseThrow());
    }

    private void awkwardDelete() {
        browser.signIn("Carol Danvers");
        browser.go("/tokens/" + awkwardToken(2) + "/delete");
    }
}
