package dev.patkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
    private static final Path TOP = top();
    private static final int MOST_LINES_OF_A_FILE = 170;
    private static final int MOST_LINES_OF_A_METHOD = 20;
    private static final int MOST_COLUMNS_OF_A_COMMENT = 120;
    private static final int MOST_PUBLIC_TYPES = 42;
    private static final Pattern REVEALING = Pattern.compile("\\breveal(Bytes)?\\(");
    private static final Pattern BEGIN_OF_A_METHOD = Pattern.compile("( {4}| {8})\\w[^=]*\\) (throws [^{]+)?\\{");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:final |sealed |abstract )*(?:class|interface|record|enum) (\\w+)");

    /** What is there to be implemented, and what implementers of stores and hashers meet. */
    private static final Set<String> SPI = Set.of(
            "OwnerDirectory",
            "VerificationListener",
            "SecretHash",
            "Unserialisable",
            "TokenStore",
            "EpochStore",
            "Epochs",
            "AuditStore",
            "AuditEvent",
            "Change",
            "StoredToken",
            "TokenUse");

    /** Types that are used without their names, and how. */
    private static final Map<String, String> USED_AS = Map.of(
            "PersonalAccessTokensBuilder", "PersonalAccessTokens.builder(",
            "Housekeeping", ".housekeeping()",
            "PatException", "UnavailableException");

    /** Every place where a secret leaves its wrapper, how often, and why it must. */
    private static final Map<String, Integer> WHERE_SECRETS_ARE_REVEALED = Map.of(
            "SecretText.java: the two methods themselves", 2,
            "PresentedToken.java: the method itself", 1,
            "SecretFingerprinter.java: digests a copy, which is wiped", 1,
            "SecretCheck.java: digests a copy, which is wiped", 1,
            "Sha256Hasher.java: digests copies, which are wiped", 2,
            "Argon2idHasher.java: hands a copy to the native side, then wipes it", 1,
            "Issuer.java: writes the text that the owner is shown once", 1,
            "Authenticator.java: scans what was presented", 1,
            "FieldGuard.java: names the method in a message", 1);

    private static Path top() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("pat-core"))) {
            folder = requireNonNull(folder.getParent(), "no folder above holds pat-core");
        }
        return folder;
    }

    @Test
    @Tag("S-3")
    void secretsLeaveTheirWrapperAtTheListedPlacesOnly() {
        Map<String, Integer> listed = WHERE_SECRETS_ARE_REVEALED.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(0, entry.getKey().indexOf(':')), Map.Entry::getValue));

        Map<String, Integer> found = new LinkedHashMap<>();
        mainSources("pat-core").forEach(file -> {
            int times = (int) codeOf(file).stream()
                    .flatMap(line -> REVEALING.matcher(line).results())
                    .count();
            if (times > 0) {
                found.put(String.valueOf(file.getFileName()), times);
            }
        });

        assertThat(found).containsExactlyInAnyOrderEntriesOf(listed);
    }

    private static List<Path> mainSources(String... modules) {
        return Stream.of(modules)
                .flatMap(module -> javaFiles(TOP.resolve(module).resolve(Path.of("src", "main", "java"))))
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> allSources() {
        return Stream.of("pat-core", "pat-jdbc", "pat-examples")
                .flatMap(module -> javaFiles(TOP.resolve(module)))
                .toList();
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
        return mainSources("pat-core", "pat-jdbc").stream()
                .flatMap(file -> codeOf(file).stream())
                .toList();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(allSources())
                .filteredOn(file -> !file.endsWith("SourceRulesTest.java"))
                .hasSizeGreaterThan(300)
                .allSatisfy(file -> assertThat(read(file)).doesNotContain("TODO", "FIXME", "XXX"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void commentsHaveAtMostOneHundredAndTwentyColumns() {
        List<String> tooWide = allSources().stream()
                .flatMap(file -> read(file)
                        .lines()
                        .filter(line -> line.strip().matches("(/\\*|\\*|//).*"))
                        .filter(line -> line.length() > MOST_COLUMNS_OF_A_COMMENT)
                        .map(line -> file.getFileName() + ": " + line))
                .toList();

        assertThat(tooWide).isEmpty();
    }

    @Test
    void filesOfTheLibraryAreSmall() {
        assertThat(mainSources("pat-core", "pat-jdbc"))
                .hasSizeGreaterThan(100)
                .allSatisfy(file ->
                        assertThat(codeOf(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES_OF_A_FILE));
    }

    @Test
    void methodsOfTheLibraryAreSmall() {
        List<String> tooLong = new ArrayList<>();
        int methods = 0;
        for (Path file : mainSources("pat-core", "pat-jdbc")) {
            for (Map.Entry<String, Integer> method : methodsOf(codeOf(file)).entrySet()) {
                methods++;
                if (method.getValue() > MOST_LINES_OF_A_METHOD) {
                    tooLong.add(file.getFileName() + ": " + method);
                }
            }
        }

        assertThat(tooLong).isEmpty();
        assertThat(methods).isGreaterThan(400);
    }

    /** The first line of each method and how many lines its body has; the formatter aligns the two braces. */
    private static Map<String, Integer> methodsOf(List<String> code) {
        Map<String, Integer> methods = new LinkedHashMap<>();
        for (int line = 0; line < code.size(); line++) {
            String text = code.get(line);
            if (BEGIN_OF_A_METHOD.matcher(text).matches() && !text.contains(" record ")) {
                String indent =
                        text.substring(0, text.length() - text.stripLeading().length());
                int end = code.subList(line, code.size()).indexOf(indent + "}");
                methods.put(line + text, end - 1);
            }
        }
        return methods;
    }

    @Test
    void publicTypesAreFewAndEachIsUsedByAServiceOrIsSpi() {
        List<String> exported = mainSources("pat-core").stream()
                .filter(file -> !file.toString().contains("internal"))
                .flatMap(file -> PUBLIC_TYPE.matcher(read(file)).results().map(found -> found.group(1)))
                .toList();
        String users = Stream.concat(
                        allSources().stream().filter(file -> file.toString().contains("pat-examples")),
                        mainSources("pat-jdbc").stream())
                .map(SourceRulesTest::read)
                .collect(Collectors.joining("\n"));

        assertThat(exported).hasSizeBetween(30, MOST_PUBLIC_TYPES).containsAll(SPI);
        assertThat(exported)
                .filteredOn(type -> !SPI.contains(type))
                .allMatch(type ->
                        Pattern.compile("\\b" + type + "\\b").matcher(users).find());
    }
}
