package dev.patkit.examples.benchmarks.database;

import dev.patkit.examples.benchmarks.ratio.Comparison;
import dev.patkit.examples.benchmarks.ratio.Goal;
import dev.patkit.examples.benchmarks.ratio.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is compared on PostgreSQL. */
public final class DatabaseComparisons {
    private static final String PACKAGE = "database.";
    private static final String LAST_USED = "lastUsed";
    private static final String SHARED_READS = "shared reads to one SELECT a call";
    private static final Measurement STRICT = Measurement.of(PACKAGE + "StrictVerifyBenchmark.accepted");
    private static final Measurement OFF = STRICT.with(LAST_USED, "OFF");
    private static final Measurement MANY = STRICT.with(LAST_USED, "MANY");
    private static final Measurement SELECT = Measurement.of(PACKAGE + "SelectBenchmark.rowAsTheStoreReadsIt");
    private static final Measurement ROW_ALONE = Measurement.of(PACKAGE + "SelectBenchmark.rowAlone");
    private static final Measurement SELECT_ONE = Measurement.of(PACKAGE + "SelectBenchmark.selectOne");
    private static final Measurement RECIPE = Measurement.of(PACKAGE + "RecipeBenchmark.accepted");
    private static final Measurement GROWTH = Measurement.of(PACKAGE + "GrowthBenchmark.accepted");
    private static final Measurement STRICT_IN_TURNS =
            Measurement.of(PACKAGE + "StrictInTurnsBenchmark.acceptedOrRead");
    private static final Measurement SHARED_IN_TURNS = Measurement.of(PACKAGE + "SharedInTurnsBenchmark.find");
    private static final List<Integer> THREADS = List.of(1, 2, 8);

    private DatabaseComparisons() {}

    /**
     * All of them, in the order in which they are measured and printed.
     *
     * @return the list
     */
    public static List<Comparison> all() {
        return Stream.of(limits(), strict(), lastUsed(), recipe(), sharedReads(), growth())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Whether a comparison needs {@link DatabaseSurroundings}.
     *
     * @param comparison a comparison
     * @return true if one of its sides is measured on PostgreSQL
     */
    public static boolean isOne(Comparison comparison) {
        return comparison.sides().stream().anyMatch(side -> side.benchmark().startsWith(PACKAGE));
    }

    private static Comparison rate(String title, double least, Measurement ours, Measurement base) {
        return Comparison.ratio(title, Goal.atLeast(least), Measurement::perSecond, ours, base);
    }

    private static List<Comparison> limits() {
        List<Comparison> all = new ArrayList<>();
        for (int threads : THREADS) {
            all.add(told(
                    "bare SELECT of the row and its owner's suspension to the row alone", SELECT, ROW_ALONE, threads));
            all.add(told("bare SELECT of the row alone to SELECT 1", ROW_ALONE, SELECT_ONE, threads));
        }
        return all;
    }

    private static Comparison told(String title, Measurement ours, Measurement base, int threads) {
        return Comparison.ratio(
                title + ", threads: " + threads, Goal.NONE, Measurement::perSecond, ours.by(threads), base.by(threads));
    }

    private static List<Comparison> strict() {
        List<Comparison> all = new ArrayList<>();
        String title = "strict verify to the bare SELECT of its row, ";
        for (int threads : THREADS) {
            all.add(inTurns(title, STRICT_IN_TURNS, threads));
            all.add(rate(title + "processes apart, threads: " + threads, 0.95, OFF.by(threads), SELECT.by(threads)));
        }
        return all;
    }

    private static Comparison inTurns(String title, Measurement both, int threads) {
        return Comparison.number(
                title + "in turns, threads: " + threads, Goal.atLeast(0.95), Turns::ratio, both.by(threads));
    }

    private static List<Comparison> lastUsed() {
        List<Comparison> all = new ArrayList<>();
        for (int threads : THREADS) {
            all.add(rate(
                    "last-used times on to off, up to 5,000 tokens a second, threads: " + threads,
                    0.90,
                    MANY.by(threads),
                    OFF.by(threads)));
        }
        String known = "known";
        String million = "1000000";
        all.add(rate(
                "last-used times on to off, every verify noted, threads: 2",
                0.75,
                STRICT.with(LAST_USED, "EVERY").with(known, million).by(2),
                OFF.with(known, million).by(2)));
        return all;
    }

    private static List<Comparison> recipe() {
        Map<Integer, Double> least = Map.of(1, 6.0, 2, 15.0, 8, 6.0);
        return THREADS.stream()
                .map(threads -> rate(
                        "strict verify with last-used times to the common recipe, threads: " + threads,
                        least.getOrDefault(threads, 1.0),
                        MANY.by(threads),
                        RECIPE.by(threads)))
                .toList();
    }

    private static List<Comparison> sharedReads() {
        List<Comparison> all = new ArrayList<>();
        for (int threads : List.of(1, 8)) {
            all.add(inTurns(SHARED_READS + ", on this machine, ", SHARED_IN_TURNS, threads));
        }
        all.addAll(sharedReads("false", ", on this machine", 2.0));
        all.addAll(sharedReads("true", ", 0.5 ms away", 3.0));
        return all;
    }

    private static List<Comparison> sharedReads(String delayed, String where, double leastOfMany) {
        Measurement find = Measurement.of(PACKAGE + "SharedReadsBenchmark.find").with("delayed", delayed);
        Measurement shared = find.with("shared", "true");
        Measurement alone = find.with("shared", "false");
        int many = 64;
        List<Comparison> all = new ArrayList<>();
        for (int threads : List.of(1, 8, many)) {
            all.add(rate(
                    SHARED_READS + where + ", threads: " + threads,
                    threads == many ? leastOfMany : 0.95,
                    shared.by(threads),
                    alone.by(threads)));
        }
        all.add(Comparison.ratio(
                "the same, time of the 99th of 100" + where + ", threads: " + many,
                Goal.atMost(0.5),
                (measurement, result) ->
                        result.getPrimaryResult().getStatistics().getPercentile(99),
                shared.by(many),
                alone.by(many)));
        return all;
    }

    private static List<Comparison> growth() {
        String most = "10000000";
        return List.of(
                growth("strict verify", "100000", Goal.NONE, GROWTH),
                growth("strict verify", "1000000", Goal.NONE, GROWTH),
                growth("strict verify", most, Goal.atMost(1.25), GROWTH),
                growth("bare SELECT", most, Goal.NONE, Measurement.of(PACKAGE + "GrowthBenchmark.rowAlone")));
    }

    private static Comparison growth(String what, String rows, Goal goal, Measurement of) {
        String size = "rows";
        return Comparison.ratio(
                "time of a " + what + " among " + rows + " rows to one among 10000, threads: 1",
                goal,
                Measurement::nanos,
                of.with(size, rows),
                of.with(size, "10000"));
    }
}
