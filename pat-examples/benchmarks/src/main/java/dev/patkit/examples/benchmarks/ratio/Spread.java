package dev.patkit.examples.benchmarks.ratio;

import java.util.List;
import java.util.Locale;

/**
 * Where several measurements of one thing lie.
 *
 * @param least the lowest
 * @param median the one in the middle, or between the two in the middle
 * @param most the highest
 */
public record Spread(double least, double median, double most) {
    private static final double LARGE = 100;

    /**
     * Where some measurements lie.
     *
     * @param measured at least one, in any order
     * @return their spread
     */
    public static Spread of(List<Double> measured) {
        List<Double> sorted = measured.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    /**
     * The lowest and the highest, such as {@code 0.95-1.02}.
     *
     * @return both, as text
     */
    public String range() {
        return number(least) + "-" + number(most);
    }

    /**
     * The median, such as {@code 0.98}.
     *
     * @return the number, as text
     */
    public String middle() {
        return number(median);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < LARGE ? "%.2f" : "%,.0f", value);
    }
}
