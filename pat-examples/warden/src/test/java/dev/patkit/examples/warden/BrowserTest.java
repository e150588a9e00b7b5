package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.remote.SessionId;

/** One Chromium serves several tests, and none of them finds what another has left. */
@Tag("java-independent")
@NeedsProgram({"chromium", "chromedriver"})
class BrowserTest {
    /** What a test could find of another in the page that it opens, as names and values. */
    private static final String TRACES = """
            const done = arguments[0];
            const location = navigator.permissions.query({name: 'geolocation'});
            const pasted = navigator.clipboard.readText();
            const traces = [indexedDB.databases(), caches.keys(), location, pasted];
            Promise.all(traces).then(([databases, cached, location, pasted]) => done([
              'local ' + localStorage.length,
              'session ' + sessionStorage.length,
              'databases ' + databases.length,
              'caches ' + cached.length,
              'located ' + (location.state === 'granted'),
              'pasted ' + pasted,
              'planted ' + window.planted,
              'cookies ' + document.cookie,
              'pages ' + history.length,
              'width ' + innerWidth,
              'dark ' + matchMedia('(prefers-color-scheme: dark)').matches].join('\\n')), e => done('refused: ' + e));
            """;

    private static final String LEAVE_TRACES = """
            const done = arguments[0];
            localStorage.setItem('left', 1);
            sessionStorage.setItem('left', 1);
            document.cookie = 'left=1';
            console.error('left');
            const opened = indexedDB.open('left');
            const written = navigator.clipboard.writeText('left');
            opened.onsuccess = () => Promise.all([caches.open('left'), written]).then(() => done(), e => done('' + e));
            """;

    @TempDir
    private Path folder;

    private RunningWarden warden;

    @BeforeEach
    void open() throws Exception {
        warden = RunningWarden.in(folder);
    }

    @AfterEach
    void close() {
        warden.close();
    }

    @Test
    void closedBrowserIsUsedAgainWithoutATraceOfItsUse() {
        SessionId used;
        List<String> clean;
        List<String> left;
        try (Browser browser = Browser.on(warden)) {
            used = browser.driver().getSessionId();
            clean = traces(browser);
            leaveTraces(browser);
            left = traces(browser);
        }
        try (Browser browser = Browser.on(warden)) {
            assertThat(browser.driver().getSessionId()).isEqualTo(used);
            assertThat(browser.driver().getWindowHandles()).hasSize(1);
            assertThat(browser.consoleMessages()).isEmpty();
            browser.go("/tokens");
            browser.see("Sign in");
            assertThat(traces(browser)).isEqualTo(clean);
        }
        assertThat(left).doesNotContainAnyElementsOf(clean);
    }

    private static List<String> traces(Browser browser) {
        browser.go("/sign-in");
        String traces = (String) browser.driver().executeAsyncScript(TRACES);
        return List.of(Objects.requireNonNull(traces).split("\n"));
    }

    private static void leaveTraces(Browser browser) {
        browser.signIn("Alice Liddell");
        browser.execute(
                "Browser.grantPermissions", Map.of("permissions", List.of("geolocation", "clipboardReadWrite")));
        browser.execute("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "window.planted = 1"));
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.execute("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "window.planted = 1"));
        browser.execute("Page.bringToFront", Map.of());
        browser.go("/tokens");
        assertThat(browser.driver().executeAsyncScript(LEAVE_TRACES)).isNull();
        DisplayMode.SMALL_DARK.applyTo(browser);
    }

    @Test
    void browsersThatAreOpenAtOnceHaveNothingInCommon() {
        try (Browser alice = Browser.on(warden);
                Browser other = Browser.on(warden)) {
            List<String> clean = traces(other);
            leaveTraces(alice);

            assertThat(traces(other)).isEqualTo(clean);
            assertThat(traces(alice)).doesNotContainAnyElementsOf(clean);
        }
    }
}
