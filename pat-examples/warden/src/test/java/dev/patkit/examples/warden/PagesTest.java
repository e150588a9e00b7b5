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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.OutputType;

/** What holds for every page, in light and dark, on a desk and on a phone. A picture of each is left in target/screenshots. */
@NeedsProgram({"chromium", "chromedriver"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private RunningWarden warden;
    private Browser browser;
    private List<Scene> scenes;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        Files.createDirectories(PICTURES);
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
    void noPageHasABarrierScrollsSidewaysOrLoadsAnythingOfOthers(Scene scene) throws Exception {
        scene.steps().take();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(
                        browser.isTrue(
                                "performance.getEntries().every(it => !it.name.includes('//') || it.name.startsWith(location.origin))"))
                .as("whether %s loads nothing of others", scene)
                .isTrue();
        for (DisplayMode mode : DisplayMode.values()) {
            mode.applyTo(browser);
            keepPicture(scene, mode);
            softly.assertThat(accessibilityViolations())
                    .as("barriers of %s, %s", scene, mode)
                    .isEmpty();
            softly.assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
                    .as("how far %s, %s scrolls sideways", scene, mode)
                    .isEqualTo(0L);
        }
        softly.assertThat(browser.consoleMessages())
                .as("what %s did against its own policy", scene)
                .noneMatch(complaint -> complaint.contains("Content Security Policy"));
        softly.assertAll();
    }

    /** There its rows look like cards, which must not take the table from those who listen to it. */
    @Test
    void theAuditTrailIsATableOnAPhoneToo() {
        browser.signIn("Carol Danvers");
        browser.go("/audit");
        DisplayMode.SMALL.applyTo(browser);

        assertThat(browser.tell("Accessibility.getFullAXTree", Map.of()).toString())
                .contains("value=table", "value=columnheader", "value=row", "value=cell");
    }

    /** Else a green run would prove nothing. */
    @Test
    void aPlantedBarrierAndAPlantedOffenceAreFound() {
        browser.signIn("Alice Liddell");
        browser.go("/tokens/new");
        browser.run("document.querySelector('label[for=name]').remove()");
        browser.run(
                "document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.1:9/', alt: ''}))");

        browser.run("document.querySelector('.lead, .hint').style.color = '#bbb'");

        assertThat(accessibilityViolations())
                .anyMatch(found -> found.startsWith("label:"))
                .anyMatch(found -> found.startsWith("color-contrast:"));
        assertThat(browser.consoleMessages()).anyMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    /** Leaves a picture, and where the handbook's pictures are asked for, one more in their folder if the look is theirs. */
    private void keepPicture(Scene scene, DisplayMode mode) throws IOException {
        browser.run("scrollTo(0, 0)");
        byte[] picture = browser.driver().getScreenshotAs(OutputType.BYTES);
        String name = scene + "-" + look + ".png";
        Files.write(PICTURES.resolve(name), picture);
        String handbook = System.getProperty("patkit.screenshots");
        if (handbook != null && scene.shown().contains(mode)) {
            Files.createDirectories(Path.of(handbook));
            Files.write(Path.of(handbook, name), smaller(picture));
        }
    }

    private static byte[] smaller(byte[] picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam best = writer.getDefaultWriteParam();
        best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        best.setCompressionQuality(0);
        ByteArrayOutputStream smaller = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(smaller)) {
            writer.setOutput(out);
            IIOImage image = new IIOImage(ImageIO.read(new ByteArrayInputStream(picture)), null, null);
            writer.write(null, image, best);
        } finally {
            writer.dispose();
        }
        return smaller.toByteArray();
    }

    private List<String> accessibilityViolations() {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
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
