package dev.patkit.examples.warden;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with its own cookies and clipboard. Tests find elements by their visible text. Methods that look
 * for an element wait until it appears.
 */
final class Browser implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final RunningWarden warden;
    private final ChromeDriver driver;

    private Browser(RunningWarden warden, ChromeDriver driver) {
        this.warden = warden;
        this.driver = driver;
    }

    /** Opens a browser for a running Warden, as good as new and with the clipboard allowed. */
    static Browser on(RunningWarden warden) {
        return new Browser(warden, Chromiums.take());
    }

    /** Executes a command of the Chrome DevTools Protocol. */
    Map<String, Object> execute(String command, Map<String, Object> arguments) {
        return driver.executeCdpCommand(command, arguments);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page by its path. */
    void go(String path) {
        driver.get(warden.at(path).toString());
    }

    /** The path of the current page. */
    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    /** The HTTP status of the current page. */
    int status() {
        return Integer.parseInt(
                String.valueOf(run("return performance.getEntriesByType('navigation')[0].responseStatus")));
    }

    /**
     * Waits for a condition. Exceptions of the driver are ignored meanwhile, because elements disappear while the page
     * changes; a persistent one is the cause of the final failure.
     */
    <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, TIMEOUT)
                .pollingEvery(Duration.ofMillis(50))
                .ignoring(WebDriverException.class)
                .until(condition);
    }

    /** Waits for the page with a heading. */
    void see(String heading) {
        await(here -> driver.findElements(By.xpath("//h1[normalize-space(.)=" + quoted(heading) + "]")).stream()
                .anyMatch(WebElement::isDisplayed));
    }

    /** Returns the link or button with a text. */
    WebElement control(String text) {
        By by = By.xpath("//*[self::a or self::button][normalize-space(.)=" + quoted(text) + "]");
        return await(here -> driver.findElements(by).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /** Clicks the link or button with a text. */
    void press(String text) {
        control(text).click();
    }

    /** Returns the field with a label. */
    WebElement field(String label) {
        By by = By.xpath("//*[@id=//label[starts-with(normalize-space(.), " + quoted(label) + ")]/@for]");
        return await(here -> driver.findElement(by));
    }

    /** Checks the box for a scope. */
    void check(String scope) {
        driver.findElement(By.cssSelector("input[name=scope][value='" + scope + "']"))
                .click();
    }

    /** Returns the visible text of the page. */
    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    /** Returns the complete HTML of the page. */
    String source() {
        return String.valueOf(run("return document.documentElement.outerHTML"));
    }

    /** Runs a script in the page. */
    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Whether a JavaScript expression is true. */
    boolean isTrue(String expression, Object... arguments) {
        return Boolean.TRUE.equals(run("return " + expression, arguments));
    }

    /** Returns the console messages since the last call. */
    List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Returns the content of the clipboard. */
    String clipboard() {
        return String.valueOf(driver.executeAsyncScript(
                "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('refused: ' + e))"));
    }

    Actions actions() {
        return new Actions(driver);
    }

    /** Signs in a demo user. */
    void signIn(String fullName) {
        choose(fullName);
        see("Personal Access Tokens");
    }

    /** Chooses a demo user on the sign-in page. */
    void choose(String fullName) {
        go("/sign-in");
        await(here -> driver.findElement(By.xpath("//button[contains(., " + quoted(fullName) + ")]")))
                .click();
    }

    private static String quoted(String text) {
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }

    @Override
    public void close() {
        Chromiums.giveBack(driver, warden.at("/sign-in"));
    }
}
