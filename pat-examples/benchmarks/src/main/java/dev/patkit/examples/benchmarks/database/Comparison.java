package dev.patkit.examples.benchmarks.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/**
 * What is measured against what, and what is asked of the ratio.
 *
 * @param title what a reader is told
 * @param asked such as {@code >= 0.95}
 * @param ours above
 * @param base below
 * @param figure what is compared: of a measurement and its result
 */
public record Comparison(
        String title,
        String asked,
        Measurement ours,
        Measurement base,
        BiFunction<Measurement, RunResult, Double> figure) {
    private static final String STRICT = "StrictVerifyBenchmark.accepted";
    private static final String OFF = "OFF";

    /** All of them, in the order in which they are measured and printed. */
    public static List<Comparison> all() {
        return Stream.of(strictAgainstSelect(), lastUsed(), recipe(), sharedReads(), growth())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Comparison> strictAgainstSelect() {
        return forEach(
                List.of(1, 2, 8),
                threads -> rate(
                        "strict verify to the bare SELECT of its row, threads: " + threads,
                        ">= 0.95",
                        new Measurement(STRICT, threads, Map.of("lastUsed", OFF)),
                        new Measurement("SelectBenchmark.rowAsTheStoreReadsIt", threads, Map.of())));
    }

    private static <T> List<Comparison> forEach(List<T> cases, Function<T, Comparison> comparison) {
        return cases.stream().map(comparison).toList();
    }

    private static Comparison rate(String title, String asked, Measurement ours, Measurement base) {
        return new Comparison(title, asked, ours, base, Measurement::perSecond);
    }

    private static List<Comparison> lastUsed() {
        List<Comparison> all = new ArrayList<>(forEach(
                List.of(1, 2, 8),
                threads -> rate(
                        "last-used times on to off, up to 5,000 tokens a second, threads: " + threads,
                        ">= 0.90",
                        new Measurement(STRICT, threads, Map.of("lastUsed", "MANY")),
                        new Measurement(STRICT, threads, Map.of("lastUsed", OFF)))));
        Map<String, String> million = Map.of("known", "1000000");
        all.add(rate(
                "last-used times on to off, every verify noted, threads: 2",
                ">= 0.75",
                new Measurement(STRICT, 2, with(million, "lastUsed", "EVERY")),
                new Measurement(STRICT, 2, with(million, "lastUsed", OFF))));
        return all;
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return Map.copyOf(more);
    }

    private static List<Comparison> recipe() {
        Map<Integer, String> asked = Map.of(1, ">= 6", 2, ">= 15", 8, ">= 6");
        return forEach(
                List.of(1, 2, 8),
                threads -> rate(
                        "strict verify with last-used times to the common recipe, threads: " + threads,
                        asked.getOrDefault(threads, ""),
                        new Measurement(STRICT, threads, Map.of("lastUsed", "MANY")),
                        new Measurement("RecipeBenchmark.accepted", threads, Map.of())));
    }

    private static List<Comparison> sharedReads() {
        List<Comparison> all = new ArrayList<>();
        for (String delayed : List.of("false", "true")) {
            String where = delayed.equals("true") ? ", 0.5 ms away" : ", on this machine";
            for (int threads : List.of(1, 8, 64)) {
                String most = delayed.equals("true") ? ">= 3.0" : ">= 2.0";
                all.add(rate(
                        "shared reads to one SELECT a call" + where + ", threads: " + threads,
                        threads == 64 ? most : ">= 0.95",
                        shared(threads, delayed, "true"),
                        shared(threads, delayed, "false")));
            }
            all.add(new Comparison(
                    "the same, time of the 99th of 100" + where + ", threads: 64",
                    "<= 0.50",
                    shared(64, delayed, "true"),
                    shared(64, delayed, "false"),
                    (measurement, result) ->
                            result.getPrimaryResult().getStatistics().getPercentile(99)));
        }
        return all;
    }

    private static Measurement shared(int threads, String delayed, String shared) {
        return new Measurement("SharedReadsBenchmark.find", threads, Map.of("delayed", delayed, "shared", shared));
    }

    private static List<Comparison> growth() {
        return forEach(
                List.of("100000", "1000000", "10000000"),
                rows -> rate(
                        "strict verify of 10,000 tokens to that of " + rows + ", threads: 1",
                        rows.equals("10000000") ? "<= 1.25" : "",
                        new Measurement("GrowthBenchmark.accepted", 1, Map.of("rows", "10000")),
                        new Measurement("GrowthBenchmark.accepted", 1, Map.of("rows", rows))));
    }

    /** The ratio of one round. */
    double ratio(Map<Measurement, RunResult> round) {
        return figureOf(ours, round) / figureOf(base, round);
    }

    private double figureOf(Measurement measurement, Map<Measurement, RunResult> round) {
        RunResult result = round.get(measurement);
        if (result == null) {
            throw new IllegalStateException("not measured: " + measurement);
        }
        return figure.apply(measurement, result);
    }
}
