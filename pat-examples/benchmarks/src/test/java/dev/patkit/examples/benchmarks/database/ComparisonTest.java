package dev.patkit.examples.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

final class ComparisonTest {
    private static final String LOCK = "jmh.ignoreLock";

    @BeforeEach
    void letOtherRunsOfJmhBe() {
        System.setProperty(LOCK, "true");
    }

    @AfterEach
    void lockAgain() {
        System.clearProperty(LOCK);
    }

    static Stream<Measurement> measurements() {
        return Comparison.all().stream().flatMap(one -> Stream.of(one.ours(), one.base()));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void everyMeasurementIsOfABenchmarkThatExistsWithItsParameters(Measurement measurement)
            throws ReflectiveOperationException {
        String[] names = measurement.benchmark().split("\\.", 2);
        Class<?> type = Class.forName(Measurement.class.getPackageName() + "." + names[0]);

        assertThat(type.getMethods())
                .anyMatch(method -> method.getName().equals(names[1]) && method.isAnnotationPresent(Benchmark.class));
        assertThat(Arrays.stream(type.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(Param.class))
                        .map(Field::getName))
                .containsAll(measurement.parameters().keySet());
    }

    @Test
    void medianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(1, 2.5, 4));
    }

    @Test
    void mainPrintsARatioForEachComparisonThatWasChosen() throws Exception {
        List<String> printed = printedByMain(
                "-f",
                "0",
                "-wi",
                "0",
                "-i",
                "1",
                "-r",
                "100ms",
                "-p",
                "rows=100",
                "-p",
                "known=50",
                "shared.*: 8|bareSelect");

        assertThat(printed.subList(printed.size() - 3, printed.size()))
                .satisfiesExactly(
                        row -> assertThat(row).matches(" +asked +median +spread"),
                        row -> assertThat(row).matches("shared reads .* on this machine, threads: 8 +>= 0.95.*-.*"),
                        row -> assertThat(row).matches("shared reads .* 0.5 ms away, threads: 8 +>= 0.95.*-.*"));
    }

    private static List<String> printedByMain(String... options) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            DatabaseBenchmarks.main(options);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
