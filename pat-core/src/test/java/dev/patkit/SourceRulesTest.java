package dev.patkit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules about sources that neither the compiler nor the formatter checks. */
class SourceRulesTest {
    private static final int MOST_LINES_OF_A_FILE = 170;
    private static final int MOST_LINES_OF_A_METHOD = 20;
    private static final int MOST_COLUMNS = 120;
    private static final Pattern REVEALING = Pattern.compile("\\breveal(Bytes)?\\(");

    private static final Pattern STRING = Pattern.compile("\"([^\"\\\\]|\\\\.)*\"");

    /** Every place where a secret leaves its wrapper, how often, and why it must. */
    private static final Map<String, Integer> WHERE_SECRETS_ARE_REVEALED = Map.of(
            "SecretText.java: the two methods themselves", 2,
            "PresentedToken.java: the method itself", 1,
            "Authenticator.java: scans the presented text", 1,
            "SecretFingerprinter.java: digests a copy, then wipes it", 1,
            "SecretCheck.java: digests a copy, then wipes it", 1,
            "Sha256Hasher.java: digests a copy, then wipes it; to hash and to compare", 2,
            "Argon2idHasher.java: hands a copy to the native side, then wipes it", 1,
            "Issuer.java: writes the text that the owner is shown once", 1);

    /** Marks of work that is not done; written apart, so that this file has none. */
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

    /** What answers differently on another machine. ArchitectureTest finds the rest in the classes of pat-core. */
    private static final Pattern MACHINE_DEPENDENT = Pattern.compile(String.join(
            "|",
            "String\\.format\\(\\s*+(?!Locale\\.)",
            "\\.formatted\\(",
            "\\.to(Lower|Upper)Case\\(\\)",
            "\\.getBytes\\(\\)",
            "new String\\(\\w*([bB]ytes|\\.readAllBytes\\(\\)|\\.toByteArray\\(\\))\\)",
            "ZoneId\\.systemDefault",
            "Clock\\.systemDefaultZone",
            "\\b(Local\\w+|Zoned\\w+|Offset\\w+|Year\\w*|Month\\w*)\\.now\\(\\)",
            "DateTimeFormatter\\.ofPattern\\([^,]*\\)",
            "new (Date|GregorianCalendar|SimpleDateFormat|DecimalFormat|FileReader|FileWriter)\\(",
            "(Charset|Locale|TimeZone)\\.(defaultCharset|getDefault)\\("));

    @Test
    @Tag("S-3")
    void secretsLeaveTheirWrapperAtTheListedPlacesOnly() {
        Map<String, Integer> listed = WHERE_SECRETS_ARE_REVEALED.entrySet().stream()
                .collect(toMap(
                        entry -> entry.getKey().substring(0, entry.getKey().indexOf(':')), Map.Entry::getValue));

        Map<String, Integer> found = new LinkedHashMap<>();
        SourceFiles.ofLibraries().forEach(file -> {
            int times = (int) SourceFiles.codeOf(file).stream()
                    .map(line -> STRING.matcher(line).replaceAll(""))
                    .flatMap(line -> REVEALING.matcher(line).results())
                    .count();
            if (times > 0) {
                found.put(String.valueOf(file.getFileName()), times);
            }
        });

        assertThat(found).containsExactlyInAnyOrderEntriesOf(listed);
    }

    @Test
    @Tag("T-5")
    void secretsAndHashesAreNotComparedByEquals() {
        Pattern suspect = Pattern.compile("Arrays\\.equals\\(|\\b(phc|secret|hash|tag|bytes)(\\(\\))?\\.equals\\(");

        assertThat(found(suspect, SourceFiles.ofLibraries())).isEmpty();
    }

    /** What a pattern finds in code, with its files. */
    private static Stream<String> found(Pattern pattern, List<Path> files) {
        return files.stream()
                .flatMap(file -> pattern.matcher(String.join("\n", SourceFiles.codeOf(file)))
                        .results()
                        .map(match -> file + ": " + match.group().strip()));
    }

    @Test
    void nothingDependsOnLanguageZoneOrCharsetOfTheMachine() {
        List<Path> files = Stream.concat(SourceFiles.ofLibraries().stream(), SourceFiles.ofExamplesMain().stream())
                .toList();

        assertThat(found(MACHINE_DEPENDENT, files)).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(SourceFiles.ofAllModules())
                .hasSizeGreaterThan(400)
                .allSatisfy(file -> assertThat(String.join("\n", SourceFiles.linesOf(file)))
                        .as(file.toString())
                        .doesNotContainPattern(LEFT_FOR_LATER));
    }

    @Test
    void noCommentIsWiderThan120Columns() {
        Stream<String> tooLong = SourceFiles.ofAllModules().stream()
                .filter(SourceFiles::isJava)
                .flatMap(file -> {
                    List<String> lines = SourceFiles.linesOf(file);
                    return IntStream.range(0, lines.size())
                            .filter(number -> lines.get(number).strip().matches("(/\\*|\\*|//).*"))
                            .filter(number -> lines.get(number).length() > MOST_COLUMNS)
                            .mapToObj(number -> file + ":" + (number + 1));
                });

        assertThat(tooLong).isEmpty();
    }

    @Test
    void noFileHasMoreThan170LinesOfCode() {
        assertThat(SourceFiles.ofLibraries())
                .hasSizeGreaterThan(80)
                .allSatisfy(file -> assertThat(SourceFiles.codeOf(file))
                        .as(file.toString())
                        .hasSizeLessThanOrEqualTo(MOST_LINES_OF_A_FILE));
    }

    @Test
    void noMethodHasMoreThan20LinesOfCode() {
        Map<String, Integer> lengths = MethodLengths.of(SourceFiles.ofLibraries());

        Stream<Map.Entry<String, Integer>> tooLong =
                lengths.entrySet().stream().filter(method -> method.getValue() > MOST_LINES_OF_A_METHOD);

        assertThat(tooLong).isEmpty();
        assertThat(lengths).hasSizeGreaterThan(500);
    }
}
