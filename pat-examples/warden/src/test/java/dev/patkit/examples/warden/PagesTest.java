package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.OutputType;

/** Properties of every page in each display mode. Writes a screenshot of each to target/screenshots. */
@Tag("java-independent")
@NeedsProgram({"chromium", "chromedriver"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private RunningWarden warden;
    private Browser browser;
    private List<Scene> scenes;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        Files.createDirectories(SCREENSHOTS);
        Settings settings = new Settings(0, Settings.sqlite(folder), folder, Optional.of(Duration.ofMinutes(10)));
        warden = RunningWarden.with(settings);
        browser = Browser.on(warden);
        scenes = new Scenes(warden, browser).all();
    }

    @AfterAll
    void close() {
        browser.close();
        warden.close();
    }

    List<Scene> scenes() {
        return scenes;
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void pagesAreAccessibleFitTheScreenAndLoadOnlyTheirOwnContent(Scene scene) throws Exception {
        scene.steps().take();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(
                        browser.isTrue(
                                "performance.getEntries().every(it => !it.name.includes('//') || it.name.startsWith(location.origin))"))
                .as("whether %s loads nothing from other origins", scene)
                .isTrue();
        for (DisplayMode mode : DisplayMode.tried()) {
            mode.applyTo(browser);
            saveScreenshot(scene, mode);
            softly.assertThat(accessibilityViolations(mode))
                    .as("accessibility violations of %s, %s", scene, mode)
                    .isEmpty();
            softly.assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
                    .as("how far %s, %s scrolls sideways", scene, mode)
                    .isEqualTo(0L);
        }
        softly.assertThat(browser.consoleMessages())
                .as("violations of the content security policy by %s", scene)
                .noneMatch(message -> message.contains("Content Security Policy"));
        softly.assertAll();
    }

    /** Rows mode like cards on small screens, but must remain a table for screen readers. */
    @Test
    void auditTrailIsATableForScreenReadersOnSmallScreens() {
        browser.signIn("Carol Danvers");
        browser.go("/audit");
        DisplayMode.SMALL.applyTo(browser);

        assertThat(browser.execute("Accessibility.getFullAXTree", Map.of()).toString())
                .contains("value=table", "value=columnheader", "value=row", "value=cell");
    }

    /** Proves that the checks of this class can fail. */
    @Test
    void plantedAccessibilityAndPolicyViolationsAreDetected() {
        browser.signIn("Alice Liddell");
        browser.go("/tokens/new");
        browser.run("document.querySelector('label[for=name]').remove()");
        browser.run(
                "document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.1:9/', alt: ''}))");

        browser.run("document.querySelector('.lead, .hint').style.color = '#bbb'");

        assertThat(accessibilityViolations(DisplayMode.LIGHT))
                .anyMatch(found -> found.startsWith("label:"))
                .anyMatch(found -> found.startsWith("color-contrast:"));
        assertThat(browser.consoleMessages()).anyMatch(message -> message.contains("Content Security Policy"));
    }

    /**
     * Writes a screenshot, and a compressed copy for the documentation if {@code patkit.screenshots} names a folder.
     */
    private void saveScreenshot(Scene scene, DisplayMode mode) throws IOException {
        browser.run("scrollTo(0, 0)");
        byte[] screenshot = browser.driver().getScreenshotAs(OutputType.BYTES);
        String name = scene + "-" + mode + ".png";
        Files.write(SCREENSHOTS.resolve(name), screenshot);
        String folder = System.getProperty("patkit.screenshots");
        if (folder != null && scene.shown().contains(mode)) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name), compressed(screenshot));
        }
    }

    private static byte[] compressed(byte[] screenshot) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(compressed)) {
            writer.setOutput(out);
            IIOImage image = new IIOImage(ImageIO.read(new ByteArrayInputStream(screenshot)), null, null);
            writer.write(null, image, settings);
        } finally {
            writer.dispose();
        }
        return compressed.toByteArray();
    }

    /** In dark mode, only the colours are checked again: nothing else depends on them. */
    private List<String> accessibilityViolations(DisplayMode mode) {
        AxeBuilder axe = new AxeBuilder();
        if (mode.isDark()) {
            axe.withRules(List.of("color-contrast", "link-in-text-block"));
        }
        return axe.analyze(browser.driver()).getViolations().stream()
                .map(PagesTest::describe)
                .toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }
}
