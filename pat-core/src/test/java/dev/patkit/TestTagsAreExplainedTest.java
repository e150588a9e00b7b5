package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tags of the tests in all modules against the page that explains them. */
class TestTagsAreExplainedTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "test-cases.md"));
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| ([A-Z]-\\d+|[a-z]+-[a-z]+) \\| \\S");

    @Test
    void everyTagIsExplainedAndEveryExplainedTagIsUsed() {
        assertThat(tagsOfAllTests())
                .hasSizeGreaterThan(50)
                .containsExactlyElementsOf(new TreeSet<>(matches(EXPLAINED, PAGE)));
    }

    private static Set<String> tagsOfAllTests() {
        List<Path> modules = Stream.of(ROOT, ROOT.resolve("pat-examples"))
                .flatMap(folder -> filesIn(folder, 1).stream())
                .map(module -> module.resolve(Path.of("src", "test", "java")))
                .filter(Files::isDirectory)
                .toList();
        assertThat(modules).hasSizeGreaterThanOrEqualTo(7);

        return modules.stream()
                .flatMap(sources -> filesIn(sources, Integer.MAX_VALUE).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .flatMap(file -> matches(TAG, file).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> filesIn(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noTagIsExplainedTwice() {
        assertThat(matches(EXPLAINED, PAGE)).doesNotHaveDuplicates();
    }
}
