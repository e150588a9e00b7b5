package dev.patkit.examples.warden;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A Chromium without a window, with cookies and a clipboard of its own. Tests find things in it as a person does: by what is
 * written on them. Nothing sleeps; whatever is looked for is waited for.
 */
final class Browser implements AutoCloseable {
    /** It has nothing to say but that it was built before the browser. */
    private static final Logger VERSION_FINDER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final RunningWarden warden;
    private final ChromeDriver driver;

    private Browser(RunningWarden warden, ChromeDriver driver) {
        this.warden = warden;
        this.driver = driver;
    }

    /** A new browser on the pages of a Warden. */
    static Browser on(RunningWarden warden) {
        VERSION_FINDER.setLevel(Level.SEVERE);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .withSilent(true)
                .build();
        ChromeOptions options = new ChromeOptions()
                .setBinary(program("chromium"))
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
                .addArguments("--disable-background-networking", "--disable-component-update", "--disable-sync")
                .addArguments(
                        "--disable-dev-shm-usage",
                        "--disable-lcd-text",
                        "--hide-scrollbars",
                        "--lang=en",
                        "--window-size=1440,900");
        Browser browser = new Browser(warden, new ChromeDriver(service, options));
        browser.tell(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return browser;
    }

    private static File program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on this machine's PATH: " + name))
                .toFile();
    }

    /** Tells the browser something in the language of its developer tools. */
    Map<String, Object> tell(String command, Map<String, Object> arguments) {
        return driver.executeCdpCommand(command, arguments);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Goes to a page by its path. */
    void go(String path) {
        driver.get(warden.at(path).toString());
    }

    /** The path of the page that is open. */
    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    /** The status that the page came with. */
    int status() {
        return Integer.parseInt(
                String.valueOf(run("return performance.getEntriesByType('navigation')[0].responseStatus")));
    }

    /**
     * Waits for something to hold. While one page gives way to the next, the browser says in more than one way that what was found
     * is gone; what is wrong for good is the cause of the failure in the end.
     */
    <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, TIMEOUT)
                .pollingEvery(Duration.ofMillis(50))
                .ignoring(WebDriverException.class)
                .until(condition);
    }

    /** Waits for the page of a heading. */
    void see(String heading) {
        await(here -> driver.findElements(By.xpath("//h1[normalize-space(.)=" + quoted(heading) + "]")).stream()
                .anyMatch(WebElement::isDisplayed));
    }

    /** The link or button that something is written on. */
    WebElement control(String words) {
        By by = By.xpath("//*[self::a or self::button][normalize-space(.)=" + quoted(words) + "]");
        return await(here -> driver.findElements(by).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /** Clicks the link or button that something is written on. */
    void press(String words) {
        control(words).click();
    }

    /** The field beside a label. */
    WebElement field(String label) {
        By by = By.xpath("//*[@id=//label[starts-with(normalize-space(.), " + quoted(label) + ")]/@for]");
        return await(here -> driver.findElement(by));
    }

    /** Checks the box of a scope. */
    void check(String scope) {
        driver.findElement(By.cssSelector("input[name=scope][value='" + scope + "']"))
                .click();
    }

    /** All that a person can read on the page. */
    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    /** All that the browser holds of the page, whether it can be seen or not. */
    String source() {
        return String.valueOf(run("return document.documentElement.outerHTML"));
    }

    /** Runs a script in the page. */
    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Whether an expression of the page's own language is true. */
    boolean isTrue(String expression, Object... arguments) {
        return Boolean.TRUE.equals(run("return " + expression, arguments));
    }

    /** What the browser has complained about since it was last asked. */
    List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What a person would paste now. */
    String clipboard() {
        return String.valueOf(driver.executeAsyncScript(
                "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('refused: ' + e))"));
    }

    Actions actions() {
        return new Actions(driver);
    }

    /** Signs a demo user in. */
    void signIn(String fullName) {
        choose(fullName);
        see("Personal Access Tokens");
    }

    /** Tries to sign a demo user in. */
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
        driver.quit();
    }
}
