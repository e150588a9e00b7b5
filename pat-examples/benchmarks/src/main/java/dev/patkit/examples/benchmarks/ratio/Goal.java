package dev.patkit.examples.benchmarks.ratio;

import java.util.Locale;

/**
 * What is asked of a figure.
 *
 * @param direction whether it is to be large, small, or is only told
 * @param value how large or small
 */
public record Goal(Direction direction, double value) {
    /** Nothing is asked. */
    public static final Goal NONE = new Goal(Direction.TOLD, 1);

    /** Which figures are better. */
    public enum Direction {
        /** The larger ones. */
        AT_LEAST,
        /** The smaller ones. */
        AT_MOST,
        /** Nobody asked. */
        TOLD
    }

    /**
     * Larger is better.
     *
     * @param value the least that is asked
     * @return the goal
     */
    public static Goal atLeast(double value) {
        return new Goal(Direction.AT_LEAST, value);
    }

    /**
     * Smaller is better.
     *
     * @param value the most that is allowed
     * @return the goal
     */
    public static Goal atMost(double value) {
        return new Goal(Direction.AT_MOST, value);
    }

    /** How many times as good as asked: 1 is met exactly. */
    double share(double figure) {
        return direction == Direction.AT_MOST ? value / figure : figure / value;
    }

    /** Such as {@code >= 0.95}; empty if nothing is asked. */
    @Override
    public String toString() {
        String number = value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
        return switch (direction) {
            case AT_LEAST -> ">= " + number;
            case AT_MOST -> "<= " + number;
            case TOLD -> "";
        };
    }
}
