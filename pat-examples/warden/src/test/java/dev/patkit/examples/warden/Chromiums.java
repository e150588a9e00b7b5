package dev.patkit.examples.warden;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/**
 * The headless Chromiums of this JVM, which take seconds to start. One that a test is done with is reset and given to
 * the next; those in use at the same time are processes of their own. They end with the JVM.
 */
final class Chromiums {
    /** Only logs that Selenium is older than the browser. */
    private static final Logger VERSION_FINDER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private static final String EMPTY_CLIPBOARD =
            "const done = arguments[0]; navigator.clipboard.writeText('').then(() => done(), e => done('' + e))";

    private static final Set<ChromeDriver> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Deque<ChromeDriver> IDLE = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ChromeDriver::quit)));
    }

    private Chromiums() {}

    /** Takes one that nobody else has until it is given back. */
    static ChromeDriver take() {
        ChromeDriver idle = IDLE.poll();
        ChromeDriver driver = idle == null ? start() : idle;
        allowClipboard(driver);
        return driver;
    }

    private static ChromeDriver start() {
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
        ChromeDriver driver = new ChromeDriver(service, options);
        RUNNING.add(driver);
        return driver;
    }

    /** And nothing else that needs a permission. */
    private static void allowClipboard(ChromeDriver driver) {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    private static File program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on the PATH: " + name))
                .toFile();
    }

    /**
     * Gives one back: for the next test if it can be reset, and else it ends.
     *
     * @param page a page of the only origin that the test has visited
     */
    static void giveBack(ChromeDriver driver, URI page) {
        try {
            reset(driver, page);
            IDLE.push(driver);
        } catch (WebDriverException e) {
            RUNNING.remove(driver);
            driver.quit();
        }
    }

    /**
     * Whatever belongs to a tab goes with it: history, session storage, emulated media and screens, planted scripts,
     * dialogs. What the browser keeps is cleared, the clipboard while there is a page that may write to it.
     */
    private static void reset(ChromeDriver driver, URI page) {
        driver.resetInputState();
        driver.executeCdpCommand("Page.bringToFront", Map.of());
        driver.get(page.toString());
        allowClipboard(driver);
        Object refusal = driver.executeAsyncScript(EMPTY_CLIPBOARD);
        if (refusal != null) {
            throw new WebDriverException("clipboard: " + refusal);
        }
        replaceTabs(driver);
        driver.executeCdpCommand("Browser.resetPermissions", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        String origin = page.getScheme() + "://" + page.getAuthority();
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        driver.manage().logs().get(LogType.BROWSER);
    }

    /** Opens a tab and closes all others. */
    private static void replaceTabs(ChromeDriver driver) {
        driver.switchTo().newWindow(WindowType.TAB);
        String kept = driver.getWindowHandle();
        for (String handle : driver.getWindowHandles()) {
            if (!handle.equals(kept)) {
                driver.switchTo().window(handle).close();
            }
        }
        driver.switchTo().window(kept);
        driver.executeCdpCommand("Page.bringToFront", Map.of());
    }
}
