package dev.patkit.examples.benchmarks.database;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Measures on a PostgreSQL of its own and prints one table of ratios. Everything is measured once a round, so that what disturbs
 * the machine for a minute does not disturb one side of a ratio in all of them; a ratio is taken within a round.
 */
public final class DatabaseBenchmarks {
    private static final int ROUNDS = 3;

    /** With the proxy's own time, both ways together take half a millisecond. */
    private static final Duration DELAY = Duration.ofNanos(200_000);

    private DatabaseBenchmarks() {}

    /**
     * Measures and prints.
     *
     * @param args JMH's own options, which go before the defaults. Expressions choose among the titles of {@link
     *     Comparison#all()}; {@code -f} is the number of rounds, and 0 one round in this process
     * @throws CommandLineOptionException if an option is unknown
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the server cannot be started
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions given = new CommandLineOptions(args);
        List<Comparison> chosen = chosen(given.getIncludes());
        try (DatabaseServer server = DatabaseServer.start();
                DelayProxy proxy = DelayProxy.start(server.port(), DELAY)) {
            Map<String, String> addresses = Map.of(
                    Databases.PROPERTY, server.url(),
                    Databases.DELAYED_PROPERTY, DatabaseServer.url(proxy.port()));
            addresses.forEach(System::setProperty);
            List<Map<Measurement, RunResult>> rounds = new ArrayList<>();
            for (int round = 0; round < Math.max(1, given.getForkCount().orElse(ROUNDS)); round++) {
                rounds.add(measured(chosen, given, addresses));
            }
            print(chosen, rounds);
        } finally {
            System.clearProperty(Databases.PROPERTY);
            System.clearProperty(Databases.DELAYED_PROPERTY);
        }
    }

    private static List<Comparison> chosen(List<String> expressions) {
        return Comparison.all().stream()
                .filter(comparison -> expressions.isEmpty()
                        || expressions.stream()
                                .map(Pattern::compile)
                                .anyMatch(expression ->
                                        expression.matcher(comparison.title()).find()))
                .toList();
    }

    private static Map<Measurement, RunResult> measured(
            List<Comparison> chosen, CommandLineOptions given, Map<String, String> properties) throws RunnerException {
        String[] arguments = properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        List<Measurement> measurements = chosen.stream()
                .flatMap(comparison -> Stream.of(comparison.base(), comparison.ours()))
                .distinct()
                .toList();
        Map<Measurement, RunResult> results = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            results.put(
                    measurement,
                    new Runner(measurement
                                    .options(given)
                                    .jvmArgsAppend(arguments)
                                    .build())
                            .runSingle());
        }
        return results;
    }

    private static void print(List<Comparison> chosen, List<Map<Measurement, RunResult>> rounds) {
        System.out.printf(Locale.ROOT, "%n%-100s %12s%n", "median of " + rounds.size() + " rounds", "calls/s");
        Map<String, List<Double>> rates = new TreeMap<>();
        rounds.forEach(round -> round.forEach(
                (measurement, result) -> rates.computeIfAbsent(measurement.toString(), name -> new ArrayList<>())
                        .add(measurement.perSecond(result))));
        rates.forEach((name, all) -> System.out.printf(
                Locale.ROOT, "%-100s %,12.0f%n", name, Spread.of(all).median()));
        System.out.printf(Locale.ROOT, "%n%-80s %8s %7s %15s%n", "", "asked", "median", "spread");
        for (Comparison comparison : chosen) {
            Spread ratios = Spread.of(rounds.stream().map(comparison::ratio).toList());
            System.out.printf(
                    Locale.ROOT,
                    "%-80s %8s %7.2f %15s%n",
                    comparison.title(),
                    comparison.asked(),
                    ratios.median(),
                    String.format(Locale.ROOT, "%.2f-%.2f", ratios.least(), ratios.most()));
        }
    }
}
