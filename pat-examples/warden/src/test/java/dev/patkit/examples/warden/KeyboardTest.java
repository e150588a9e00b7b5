package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Warden used by keyboard only. */
@Tag("java-independent")
@NeedsProgram({"chromium", "chromedriver"})
class KeyboardTest {
    private static final int MAX_TAB_STOPS = 60;

    @TempDir
    private Path folder;

    private RunningWarden warden;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        warden = RunningWarden.in(folder);
        browser = Browser.on(warden);
    }

    @AfterEach
    void close() {
        browser.close();
        warden.close();
    }

    @Test
    void tokenCanBeCreatedCopiedAndDeletedByKeyboardAlone() {
        browser.go("/sign-in");
        tabTo("Alice Liddell Member");
        press(Keys.ENTER);
        browser.see("Personal Access Tokens");
        tabTo("Add");
        press(Keys.ENTER);
        browser.see("Create a Personal Access Token");
        tabTo("Name");
        press("Laptop");
        tabTo("mx:modelrepository:repo:read Read repositories; clone and pull");
        press(Keys.SPACE);
        tabTo("Create");
        press(Keys.ENTER);

        browser.see("Token secret");
        assertThat(focused()).isEqualTo("Copy");
        assertFocusVisible();
        press(Keys.ENTER);
        browser.await(here -> browser.text().contains("Copied."));
        assertThat(browser.clipboard()).startsWith("mxp_").hasSize(64);
        press(Keys.ESCAPE);
        browser.see("Personal Access Tokens");

        tabTo("Delete Laptop");
        press(Keys.ENTER);
        browser.see("Delete “Laptop”?");
        tabTo("Delete");
        press(Keys.SPACE);
        browser.await(here -> browser.text().contains("“Laptop” was deleted."));
    }

    /** Presses Tab until an element has the focus, and checks at each stop that the focus is visible. */
    private void tabTo(String name) {
        List<String> passed = new ArrayList<>();
        while (!focused().equals(name)) {
            assertThat(passed).as("passed on the way to " + name).hasSizeLessThan(MAX_TAB_STOPS);
            press(Keys.TAB);
            passed.add(focused());
            assertFocusVisible();
        }
    }

    private void press(CharSequence keys) {
        browser.actions().sendKeys(keys).perform();
    }

    /** Returns the accessible name of the focused element. */
    private String focused() {
        return String.valueOf(browser.run("""
                const name = (document.activeElement.labels?.[0] ?? document.activeElement).cloneNode(true);
                name.querySelectorAll('[aria-hidden]').forEach(hidden => hidden.remove());
                name.querySelectorAll('small').forEach(purpose => purpose.prepend(' '));
                return name.textContent.replace(/\\s+/g, ' ').trim();
                """));
    }

    private void assertFocusVisible() {
        assertThat(browser.run("""
                        const it = document.activeElement;
                        const style = getComputedStyle(it);
                        const box = it.getBoundingClientRect();
                        return it !== document.body
                            && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                            && box.width > 0 && box.top >= 0 && box.bottom <= innerHeight;
                        """))
                .as("whether the focus on " + focused() + " can be seen")
                .isEqualTo(true);
    }

    @Test
    void focusOrderOfTheFormIsItsReadingOrder() {
        browser.signIn("Carol Danvers");
        browser.go("/tokens/new");

        List<String> stops = stops();

        assertThat(stops)
                .startsWith("Skip to content", "Warden", "Tokens", "Members", "Audit", "Sign out", "Name")
                .containsSubsequence("Name", "mx:datahub:services:read Search the catalog")
                .containsSubsequence("mx:user-deactivation:write Deactivate users; admins only", "Last day (optional)")
                .endsWith("Create", "Cancel");
        assertThat(stops).filteredOn(stop -> stop.startsWith("mx:")).hasSize(12);
    }

    /** Returns all tab stops from the top of the page to its end; a field with several parts counts once. */
    private List<String> stops() {
        while (!isNothingFocused()) {
            press(Keys.TAB);
        }
        List<String> stops = new ArrayList<>();
        press(Keys.TAB);
        while (!isNothingFocused() && stops.size() < MAX_TAB_STOPS) {
            if (stops.isEmpty() || !stops.get(stops.size() - 1).equals(focused())) {
                stops.add(focused());
            }
            press(Keys.TAB);
        }
        return stops;
    }

    private boolean isNothingFocused() {
        return browser.isTrue("document.activeElement === document.body");
    }

    @Test
    void elementsBehindTheSecretDialogCannotBeFocused() {
        browser.signIn("Alice Liddell");
        browser.go("/tokens/new");
        browser.field("Name").sendKeys("Laptop");
        browser.check("mx:modelrepository:repo:read");
        browser.press("Create");
        browser.see("Token secret");

        assertThat(stops()).containsExactly("Copy", "Close");
    }

    @Test
    void skipLinkMovesTheFocusPastTheHeader() {
        browser.signIn("Carol Danvers");
        press(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to content");
        assertFocusVisible();
        press(Keys.ENTER);
        browser.await(here -> browser.isTrue("document.activeElement.id === 'main'"));
        press(Keys.TAB);

        assertThat(focused()).isEqualTo("Add");
    }
}
