package dev.patkit.examples.benchmarks.ratio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Measures everything once a round, so that what disturbs the machine for a minute does not disturb one side of a ratio
 * in all rounds.
 */
public final class Rounds {
    private static final int DEFAULT = 3;

    private final List<Comparison> chosen;
    private final List<Map<Measurement, RunResult>> rounds = new ArrayList<>();

    private Rounds(List<Comparison> chosen) {
        this.chosen = List.copyOf(chosen);
    }

    /**
     * Measures.
     *
     * @param chosen what is wanted
     * @param given JMH's own options, which go before the defaults; the number of forks is the number of rounds, and 0
     *     one round in this process
     * @param properties system properties for the processes that measure
     * @return what was found
     * @throws RunnerException if a benchmark fails
     */
    public static Rounds measure(List<Comparison> chosen, CommandLineOptions given, Map<String, String> properties)
            throws RunnerException {
        Rounds all = new Rounds(chosen);
        for (int round = 0; round < Math.max(1, given.getForkCount().orElse(DEFAULT)); round++) {
            all.rounds.add(all.measureOnce(given, properties));
        }
        return all;
    }

    private Map<Measurement, RunResult> measureOnce(CommandLineOptions given, Map<String, String> properties)
            throws RunnerException {
        String[] arguments = properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        List<Measurement> measurements = chosen.stream()
                .flatMap(comparison -> comparison.sides().stream())
                .distinct()
                .toList();
        Map<Measurement, RunResult> results = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            Runner runner = new Runner(
                    measurement.options(given).jvmArgsAppend(arguments).build());
            results.put(measurement, runner.runSingle());
        }
        return results;
    }

    int count() {
        return rounds.size();
    }

    /** Each comparison and what came of it, in order. */
    Map<Comparison, Spread> ratios() {
        Map<Comparison, Spread> ratios = new LinkedHashMap<>();
        chosen.forEach(comparison -> ratios.put(comparison, comparison.over(rounds)));
        return ratios;
    }

    /** Calls a second of each measurement, in the order of the names. */
    Map<String, Spread> rates() {
        Map<String, List<Double>> rates = new TreeMap<>();
        rounds.forEach(round -> round.forEach(
                (measurement, result) -> rates.computeIfAbsent(measurement.toString(), name -> new ArrayList<>())
                        .add(measurement.perSecond(result))));
        Map<String, Spread> spreads = new TreeMap<>();
        rates.forEach((name, all) -> spreads.put(name, Spread.of(all)));
        return spreads;
    }
}
