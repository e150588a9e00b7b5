package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import dev.patkit.token.TokenRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebElement;

/** The form for a new token in a real browser: errors keep the entries, and no token is created twice. */
@Tag("java-independent")
@NeedsProgram({"chromium", "chromedriver"})
class CreateFormTest {
    private static final String SCOPE = "mx:modelrepository:repo:read";

    @TempDir
    private Path folder;

    private RunningWarden warden;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        warden = RunningWarden.in(folder);
        browser = Browser.on(warden);
        browser.signIn("Alice Liddell");
        browser.go("/tokens/new");
    }

    @AfterEach
    void close() {
        browser.close();
        warden.close();
    }

    @Test
    void doubleClickCreatesOneTokenAndShowsItsSecret() {
        browser.field("Name").sendKeys("Laptop");
        browser.check(SCOPE);

        browser.actions().doubleClick(browser.control("Create")).perform();

        browser.see("Token secret");
        assertThat(browser.text()).containsPattern("mxp_[0-9A-Za-z]{60}");
        assertThat(tokens()).hasSize(1);
    }

    private List<Token> tokens() {
        return warden.warden().pats().list(TokenQuery.ownedBy("alice")).tokens();
    }

    @Test
    void blankNameIsReportedAtItsField() {
        browser.field("Name").sendKeys("   ");
        browser.check(SCOPE);
        browser.press("Create");

        assertErrorAt("Name", "The name ");
        assertThat(isChecked()).isTrue();
    }

    /** The form is shown again, the field has the focus, and its error message is announced to screen readers. */
    private void assertErrorAt(String label, String problem) {
        browser.await(here -> browser.driver().getTitle().startsWith("Problem: "));
        WebElement message =
                browser.field(label).findElement(By.xpath("ancestor::*[@class='field']//*[@class='problem']"));
        assertThat(message.getText()).startsWith(problem);
        assertThat(browser.field(label).getAttribute("aria-describedby")).startsWith(message.getAttribute("id"));
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(browser.field(label));
        assertThat(tokens()).as("tokens created").hasSizeLessThan(2);
    }

    private boolean isChecked() {
        return browser.driver()
                .findElement(By.cssSelector("input[value='" + SCOPE + "']"))
                .isSelected();
    }

    @Test
    void duplicateNameIsReportedAtItsField() {
        warden.warden()
                .pats()
                .issue(TokenRequest.forOwner("alice").named("Laptop").allowing(PlatformScope.REPO_READ));
        browser.field("Name").sendKeys("Laptop");
        browser.check(SCOPE);
        browser.press("Create");

        assertErrorAt("Name", "You already have a token with this name.");
        assertThat(browser.status()).isEqualTo(409);
        assertThat(browser.field("Name").getAttribute("value")).isEqualTo("Laptop");
        assertThat(isChecked()).isTrue();
    }

    @Test
    void missingScopesAreReportedAtTheCheckBoxes() {
        browser.field("Name").sendKeys("Laptop");
        browser.press("Create");

        browser.await(here -> browser.driver().getTitle().startsWith("Problem: "));
        assertThat(browser.driver()
                        .findElement(By.cssSelector("fieldset #scopes-problem"))
                        .getText())
                .startsWith("The scopes ");
        assertThat(browser.driver().switchTo().activeElement().getAttribute("name"))
                .isEqualTo("scope");
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.field("Name").getAttribute("value")).isEqualTo("Laptop");
        assertThat(tokens()).isEmpty();
    }

    @Test
    void browserDoesNotSubmitALastDayInThePast() {
        fillWithAPastDay();
        browser.press("Create");

        assertThat(browser.isTrue("document.getElementById('lastDay').validity.rangeUnderflow"))
                .isTrue();
        assertThat(browser.path()).isEqualTo("/tokens/new");
        assertThat(tokens()).isEmpty();
    }

    private void fillWithAPastDay() {
        browser.field("Name").sendKeys("Laptop");
        browser.check(SCOPE);
        browser.run("document.getElementById('lastDay').value = '2020-02-29'");
    }

    @Test
    void lastDayInThePastIsReportedAtItsField() {
        fillWithAPastDay();
        browser.run("document.getElementById('lastDay').min = ''");
        browser.press("Create");

        assertErrorAt("Last day", "The last day ");
        assertThat(browser.field("Last day").getAttribute("value")).isEqualTo("2020-02-29");
        assertThat(browser.field("Name").getAttribute("value")).isEqualTo("Laptop");
        assertThat(isChecked()).isTrue();
    }

    @Test
    void formKeepsItsEntriesDuringAnOutageAndWorksAfterwards() throws Exception {
        browser.field("Name").sendKeys("Laptop");
        browser.check(SCOPE);
        browser.run("document.getElementById('lastDay').value = '2999-12-31'");

        Outage.of("pat_token", warden, () -> {
            browser.press("Create");
            browser.await(here -> browser.text().contains("The database is unavailable, so no token was created."));
            assertThat(browser.status()).isEqualTo(503);
        });

        assertThat(browser.field("Name").getAttribute("value")).isEqualTo("Laptop");
        assertThat(browser.field("Last day").getAttribute("value")).isEqualTo("2999-12-31");
        assertThat(isChecked()).isTrue();
        browser.press("Create");
        browser.see("Token secret");
        assertThat(tokens()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'-alert(1)-' javascript:alert(1)",
                "${7*7} <#assign x=1>{{7*7}}",
                "</title><svg/onload=alert(1)>"
            })
    void nameIsShownAsTextOnEveryPageAndNeverAsMarkup(String name) {
        browser.field("Name").sendKeys(name);
        browser.check(SCOPE);
        browser.press("Create");
        assertShownAsText(name, "Token secret");
        browser.press("Close");
        assertShownAsText(name, "Personal Access Tokens");
        browser.press("View details of " + name);
        assertShownAsText(name, name);
        browser.press("Delete");
        assertShownAsText(name, "Delete “" + name + "”?");
        browser.press("Delete");
        browser.await(here -> browser.path().equals("/tokens"));
        assertShownAsText("“" + name + "” was deleted.", "Personal Access Tokens");
    }

    private void assertShownAsText(String text, String heading) {
        browser.see(heading);
        assertThat(browser.text()).contains(text);
        assertThat(browser.driver().findElements(By.cssSelector("main script, main svg, main img[src=x]")))
                .isEmpty();
        assertThatThrownBy(() -> browser.driver().switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
    }
}
