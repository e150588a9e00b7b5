package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MOST_LINES_OF_A_FILE = 200;
    private static final int MOST_LINES_OF_A_METHOD = 25;
    private static final Pattern REVEALING = Pattern.compile("\\breveal(Bytes)?\\(");
    private static final Pattern BEGIN_OF_A_METHOD = Pattern.compile("( {4}| {8})\\w[^=]*\\) (throws [^{]+)?\\{");

    /** Every place where a secret leaves its wrapper, how often, and why it must. */
    private static final Map<String, Integer> WHERE_SECRETS_ARE_REVEALED = Map.of(
            "SecretText.java: the two methods themselves", 2,
            "Sha256.java: digests a copy, then wipes it", 1,
            "FieldGuard.java: names it in a message", 1,
            "Argon2idHasher.java: hands a copy to the native side, then wipes it", 1,
            "TokenFormat.java: writes the text that the owner is shown once", 1);

    @Test
    @Tag("S-3")
    void secretsLeaveTheirWrapperAtTheListedPlacesOnly() {
        Map<String, Integer> listed = WHERE_SECRETS_ARE_REVEALED.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(0, entry.getKey().indexOf(':')), Map.Entry::getValue));

        Map<String, Integer> found = new LinkedHashMap<>();
        sources().forEach(file -> {
            int times = (int) codeOf(file).stream()
                    .flatMap(line -> REVEALING.matcher(line).results())
                    .count();
            if (times > 0) {
                found.put(String.valueOf(file.getFileName()), times);
            }
        });

        assertThat(found).containsExactlyInAnyOrderEntriesOf(listed);
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are neither blank nor comment. */
    private static List<String> codeOf(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.strip().matches("(/\\*|\\*|//).*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("T-5")
    void secretsAndHashesAreNotComparedByEquals() {
        List<String> suspect = allCode().stream()
                .filter(line ->
                        line.matches(".*(Arrays\\.equals\\(|\\b(phc|secret|hash|tag|bytes)(\\(\\))?\\.equals\\().*"))
                .toList();

        assertThat(suspect).isEmpty();
    }

    private static List<String> allCode() {
        return sources().stream().flatMap(file -> codeOf(file).stream()).toList();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("TODO", "FIXME", "XXX");
        }
    }

    @Test
    void noFileHasMoreThanTwoHundredLinesOfCode() {
        assertThat(sources())
                .hasSizeGreaterThan(50)
                .allSatisfy(file ->
                        assertThat(codeOf(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES_OF_A_FILE));
    }

    @Test
    void noMethodHasMoreThanTwentyFiveLines() {
        List<String> tooLong = new ArrayList<>();
        int methods = 0;
        for (Path file : sources()) {
            for (Map.Entry<String, Integer> method : methodsOf(codeOf(file)).entrySet()) {
                methods++;
                if (method.getValue() > MOST_LINES_OF_A_METHOD) {
                    tooLong.add(file.getFileName() + ": " + method);
                }
            }
        }

        assertThat(tooLong).isEmpty();
        assertThat(methods).isGreaterThan(200);
    }

    /** The first line of each method and how many lines its body has; the formatter aligns the two braces. */
    private static Map<String, Integer> methodsOf(List<String> code) {
        Map<String, Integer> methods = new LinkedHashMap<>();
        for (int line = 0; line < code.size(); line++) {
            Matcher begin = BEGIN_OF_A_METHOD.matcher(code.get(line));
            if (begin.matches()) {
                String indent = code.get(line)
                        .substring(
                                0,
                                code.get(line).length()
                                        - code.get(line).stripLeading().length());
                int end = code.subList(line, code.size()).indexOf(indent + "}");
                methods.put(line + code.get(line), end - 1);
            }
        }
        return methods;
    }
}
