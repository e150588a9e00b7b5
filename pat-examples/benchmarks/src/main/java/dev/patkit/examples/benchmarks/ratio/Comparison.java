package dev.patkit.examples.benchmarks.ratio;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * What is measured, against what, and what is asked of the ratio.
 *
 * @param title what a reader is told
 * @param goal what is asked
 * @param figure what is compared
 * @param sides what is measured; if there are two, the first is divided by the second
 */
public record Comparison(String title, Goal goal, Figure figure, List<Measurement> sides) {
    /** A number of a measurement and its result. */
    @FunctionalInterface
    public interface Figure {
        /**
         * Reads the number.
         *
         * @param measurement what was measured
         * @param result what JMH found
         * @return the number
         */
        double of(Measurement measurement, RunResult result);
    }

    /**
     * A ratio.
     *
     * @param title what a reader is told
     * @param goal what is asked
     * @param figure what is compared
     * @param ours above
     * @param base below
     * @return the comparison
     */
    public static Comparison ratio(String title, Goal goal, Figure figure, Measurement ours, Measurement base) {
        return new Comparison(title, goal, figure, List.of(ours, base));
    }

    /**
     * A number that is no ratio, of which the limit is a number, too.
     *
     * @param title what a reader is told, unit included
     * @param goal what is asked
     * @param figure the number
     * @param ours of what
     * @return the comparison
     */
    public static Comparison number(String title, Goal goal, Figure figure, Measurement ours) {
        return new Comparison(title, goal, figure, List.of(ours));
    }

    /** The median and spread over all rounds; a ratio is taken within a round. */
    Spread over(List<Map<Measurement, RunResult>> rounds) {
        return Spread.of(rounds.stream().map(this::of).toList());
    }

    private double of(Map<Measurement, RunResult> round) {
        double first = figureOf(sides.get(0), round);
        return sides.size() == 1 ? first : first / figureOf(sides.get(1), round);
    }

    private double figureOf(Measurement measurement, Map<Measurement, RunResult> round) {
        RunResult result = round.get(measurement);
        if (result == null) {
            throw new IllegalStateException("not measured: " + measurement);
        }
        return figure.of(measurement, result);
    }
}
