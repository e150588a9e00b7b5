package dev.patkit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.benchmarks.ratio.Comparison;
import dev.patkit.examples.benchmarks.ratio.Goal;
import dev.patkit.examples.benchmarks.ratio.Measurement;
import dev.patkit.examples.benchmarks.ratio.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.w3c.dom.Document;

/** That every benchmark runs and is told of. How fast it is, no test can say. */
class BenchmarksTest {
    private static final String LOCK = "jmh.ignoreLock";
    private static final String NUMBER = "[\\d,]+(\\.\\d\\d)?";

    @BeforeEach
    void letOtherRunsOfJmhBe() {
        System.setProperty(LOCK, "true");
    }

    @AfterEach
    void lockAgain() {
        System.clearProperty(LOCK);
    }

    static Stream<Measurement> measurements() {
        return Benchmarks.comparisons().stream()
                .flatMap(one -> one.sides().stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void everyMeasurementChoosesAmongWhatItsBenchmarkOffers(Measurement measurement)
            throws ReflectiveOperationException {
        int dot = measurement.benchmark().lastIndexOf('.');
        Class<?> type = Class.forName(Benchmarks.class.getPackageName() + "."
                + measurement.benchmark().substring(0, dot));

        for (Map.Entry<String, String> parameter : measurement.parameters().entrySet()) {
            Field field = type.getDeclaredField(parameter.getKey());
            String[] offered = field.getAnnotation(Param.class).value();
            if (offered.length > 1) {
                assertThat(offered).as(parameter.getKey()).contains(parameter.getValue());
            }
        }
    }

    @Test
    void everyBenchmarkThatThereIsIsMeasuredAndNoOther() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);

        assertThat(measurements().map(Measurement::benchmark).distinct())
                .containsExactlyInAnyOrderElementsOf(BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                        .map(BenchmarkListEntry::getUsername)
                        .map(name ->
                                name.substring(Benchmarks.class.getPackageName().length() + 1))
                        .toList());
    }

    @Test
    void runOfEverythingPrintsARatioForEachComparisonAndWritesThemWithAPlot(@TempDir Path folder) throws Exception {
        List<String> titles =
                Benchmarks.comparisons().stream().map(Comparison::title).toList();

        List<String> printed = printedByMain(folder);

        assertThat(printed.subList(printed.size() - titles.size(), printed.size()))
                .zipSatisfy(
                        titles,
                        (row, title) -> assertThat(row)
                                .matches(Pattern.quote(title) + " +([<>]= [\\d.,]+)? +" + NUMBER + " +" + NUMBER + "-"
                                        + NUMBER));
        assertThat(Files.readAllLines(folder.resolve(Report.PAGE)))
                .filteredOn(line -> titles.stream().anyMatch(title -> line.startsWith("| " + title + " | ")))
                .hasSameSizeAs(titles);
        Document plot = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve(Report.PLOT).toFile());
        assertThat(plot.getElementsByTagName("circle").getLength())
                .isEqualTo(Benchmarks.comparisons().stream()
                        .filter(one -> !one.goal().equals(Goal.NONE))
                        .count());
    }

    @Test
    void runOfSomePrintsThoseAndWritesNothing(@TempDir Path folder) throws Exception {
        List<String> printed = printedByMain(folder, "sha256|bytes allocated to refuse");

        assertThat(printed.subList(printed.size() - 3, printed.size()))
                .satisfiesExactly(
                        row -> assertThat(row).matches(" +target +median +spread"),
                        row -> assertThat(row).startsWith("bytes allocated to refuse it "),
                        row -> assertThat(row).startsWith("first proofs a second on one core, sha256 "));
        assertThat(folder).isEmptyDirectory();
    }

    /** As short as can be: what it finds is not looked at. */
    private static List<String> printedByMain(Path folder, String... expressions) throws Exception {
        String options =
                "-f 0 -wi 0 -i 1 -r 20ms -p tokens=1 -p rows=100 -p known=50 -p hasher=sha256 -p peer=jmacaroons";
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setProperty(Benchmarks.REPORT, folder.toString());
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Benchmarks.main(Stream.concat(Stream.of(options.split(" ")), Stream.of(expressions))
                    .toArray(String[]::new));
        } finally {
            System.setOut(before);
            System.clearProperty(Benchmarks.REPORT);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
