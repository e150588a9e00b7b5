package dev.patkit.examples.benchmarks.ratio;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what was found: as a table for the console, and as a page with a plot. */
public final class Report {
    /** The page's name. */
    public static final String PAGE = "ratios.md";

    /** The plot's name. */
    public static final String PLOT = "ratios.svg";

    private final Rounds rounds;

    /**
     * A report.
     *
     * @param rounds what was found
     */
    public Report(Rounds rounds) {
        this.rounds = rounds;
    }

    /**
     * Prints the rates and the ratios.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n%-100s %14s%n", "median of " + rounds.count() + " rounds", "calls/s");
        rounds.rates().forEach((name, rate) -> out.printf(Locale.ROOT, "%-100s %,14.0f%n", name, rate.median()));
        out.printf(Locale.ROOT, "%n%-80s %9s %9s %17s%n", "", "target", "median", "spread");
        rounds.ratios()
                .forEach((comparison, ratio) -> out.printf(
                        Locale.ROOT,
                        "%-80s %9s %9s %17s%n",
                        comparison.title(),
                        comparison.goal(),
                        ratio.middle(),
                        ratio.range()));
    }

    /**
     * Writes the page and the plot.
     *
     * @param folder where to
     * @throws IOException if they cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(PAGE), page());
        Files.writeString(folder.resolve(PLOT), new Plot(rounds.ratios()).svg());
    }

    private String page() {
        StringBuilder page = new StringBuilder(String.format(
                Locale.ROOT,
                """
                # Ratios

                Written by `pat-examples/benchmarks`, with everything measured in one run (rounds: %d), a ratio within each round:
                %d processors, Java %s. [Performance](performance.md) says what the lines mean.

                ![How each figure compares with its target](%s)

                | what | target | median | spread |
                | --- | --- | --- | --- |
                """,
                rounds.count(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                PLOT));
        rounds.ratios()
                .forEach((comparison, ratio) -> page.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s |\n",
                        comparison.title(),
                        comparison.goal(),
                        ratio.middle(),
                        ratio.range())));
        page.append("""

                The rates behind them, which do not travel to another machine:

                | measurement | calls a second |
                | --- | --- |
                """);
        rounds.rates()
                .forEach((name, rate) ->
                        page.append(String.format(Locale.ROOT, "| %s | %,.0f |\n", name, rate.median())));
        return page.toString();
    }
}
