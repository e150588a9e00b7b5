package dev.patkit.examples.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Runs all benchmarks and prints one table: how many times the limit each of them costs. */
public final class Benchmarks {
    private static final String LIMIT = "Sha256LimitBenchmark.sha256OfTheText";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private static final Map<String, String> TITLES = Map.of(
            LIMIT,
            "the limit: SHA-256 of the token's text",
            "WarmVerifyBenchmark.accepted",
            "verify, store in memory",
            "WarmVerifyBenchmark.malformed",
            "refuse a malformed token",
            "WithinVerifyBenchmark.accepted",
            "verify within 1 s, from memory",
            "WithinVerifyBenchmark.limit",
            "the limit, over as many tokens",
            "StrictVerifyOnH2Benchmark.bareSelect",
            "bare SELECT, H2 in memory",
            "StrictVerifyOnH2Benchmark.accepted",
            "verify, H2 in memory",
            "HasherRateBenchmark.proven",
            "first proof",
            "NimbusHs256Benchmark.accepted",
            "a peer: Nimbus JWT, HS256");

    private record Row(String name, String size, Statistics nanos, double bytes) {
        static Row of(RunResult result) {
            String benchmark = result.getParams().getBenchmark();
            return new Row(
                    benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1),
                    result.getParams().getParamsKeys().stream()
                            .map(key -> ": " + result.getParams().getParam(key))
                            .collect(Collectors.joining()),
                    result.getPrimaryResult().getStatistics(),
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION))
                            .getScore());
        }

        double median() {
            return nanos.getPercentile(50);
        }

        String against(double limit) {
            return String.format(
                    Locale.ROOT,
                    "%-40s %10.1f %19s %8.0f %9.2f",
                    TITLES.getOrDefault(name, name) + size,
                    median(),
                    String.format(Locale.ROOT, "%.1f-%.1f", nanos.getMin(), nanos.getMax()),
                    bytes,
                    median() / limit);
        }
    }

    private Benchmarks() {}

    /**
     * Measures and prints.
     *
     * @param args JMH's own options, which go before the defaults: two forks, three iterations of a second to warm up and
     *     five to measure
     * @throws CommandLineOptionException if an option is unknown
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(options(new CommandLineOptions(args))).run();
        List<Row> rows = results.stream().map(Row::of).toList();
        double limit = median(rows, LIMIT);
        System.out.println();
        System.out.printf("%-40s %10s %19s %8s %9s%n", "", "median ns", "spread ns", "B/op", "x limit");
        rows.stream()
                .sorted((one, other) -> Double.compare(one.median(), other.median()))
                .forEach(row -> System.out.println(row.against(limit)));
    }

    private static double median(List<Row> rows, String name) {
        Map<String, Double> medians =
                rows.stream().collect(Collectors.toMap(row -> row.name() + row.size(), Row::median));
        return medians.getOrDefault(name, Double.NaN);
    }

    private static Options options(CommandLineOptions given) {
        return new OptionsBuilder()
                .parent(given)
                .include(given.getIncludes().isEmpty() ? Benchmarks.class.getPackageName() : LIMIT)
                .exclude("\\.database\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .forks(given.getForkCount().orElse(2))
                .warmupIterations(given.getWarmupIterations().orElse(3))
                .warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(1)))
                .measurementIterations(given.getMeasurementIterations().orElse(5))
                .measurementTime(given.getMeasurementTime().orElse(TimeValue.seconds(1)))
                .build();
    }
}
