package dev.patkit.examples.benchmarks;

import dev.patkit.examples.benchmarks.database.DatabaseComparisons;
import dev.patkit.examples.benchmarks.database.DatabaseSurroundings;
import dev.patkit.examples.benchmarks.memory.MemoryComparisons;
import dev.patkit.examples.benchmarks.ratio.Comparison;
import dev.patkit.examples.benchmarks.ratio.Report;
import dev.patkit.examples.benchmarks.ratio.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Measures what is asked of this library beside its limits and its peers, and prints one table of ratios. */
public final class Benchmarks {
    /** The system property that names a folder for the report of a run of everything. */
    static final String REPORT = "patkit.bench.report";

    private Benchmarks() {}

    /**
     * Measures and prints. If everything was measured and {@value #REPORT} names a folder, the table is also written
     * there, with a plot.
     *
     * @param args JMH's own options, which go before the defaults. Expressions choose among the titles of {@link
     *     #comparisons()}; {@code -f} is the number of rounds, and 0 one round in this process
     * @throws CommandLineOptionException if an option is unknown
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the database server cannot be started or the report not be written
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions given = new CommandLineOptions(args);
        List<Comparison> chosen = chosen(given.getIncludes());
        Report report = new Report(measured(chosen, given));
        report.print(System.out);
        String folder = System.getProperty(REPORT, "");
        if (!folder.isEmpty() && chosen.size() == comparisons().size()) {
            report.write(Path.of(folder));
        }
    }

    /**
     * All that is measured, in order.
     *
     * @return the list
     */
    public static List<Comparison> comparisons() {
        return Stream.concat(MemoryComparisons.all().stream(), DatabaseComparisons.all().stream())
                .toList();
    }

    private static List<Comparison> chosen(List<String> expressions) {
        List<Pattern> patterns = expressions.stream().map(Pattern::compile).toList();
        return comparisons().stream()
                .filter(comparison -> patterns.isEmpty()
                        || patterns.stream()
                                .anyMatch(pattern ->
                                        pattern.matcher(comparison.title()).find()))
                .toList();
    }

    private static Rounds measured(List<Comparison> chosen, CommandLineOptions given)
            throws RunnerException, IOException {
        if (chosen.stream().noneMatch(DatabaseComparisons::isOne)) {
            return Rounds.measure(chosen, given, Map.of());
        }
        try (DatabaseSurroundings surroundings = DatabaseSurroundings.start()) {
            return Rounds.measure(chosen, given, surroundings.properties());
        }
    }
}
