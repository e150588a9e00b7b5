package dev.patkit.examples.benchmarks.versions;

import dev.patkit.examples.benchmarks.ratio.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What came of a line.
 *
 * @param title the line's title
 * @param samples one for each round
 */
record Result(String title, List<Sample> samples) {
    private static final String FORMAT = "%-54s %6s %11s %17s %17s %17s";

    /** What the columns are. */
    static String header() {
        return String.format(
                Locale.ROOT,
                FORMAT,
                "(in brackets: what is compared with)",
                "ratio",
                "spread",
                "ns a call",
                "bytes a call",
                "to one SHA-256");
    }

    /** The medians, and the spread of the ratio; each ratio is taken within a round. */
    @Override
    public String toString() {
        Spread ratio = spread(Sample::ratio);
        return String.format(
                        Locale.ROOT,
                        FORMAT,
                        title,
                        ratio.middle(),
                        ratio.range(),
                        pair(Sample::nanos, Sample::baseNanos),
                        pair(Sample::bytes, Sample::baseBytes),
                        samples.get(0).hasLimit() ? pair(Sample::toLimit, Sample::baseToLimit) : "")
                .stripTrailing();
    }

    private Spread spread(ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream().mapToDouble(figure).boxed().toList());
    }

    private String pair(ToDoubleFunction<Sample> ours, ToDoubleFunction<Sample> base) {
        return spread(ours).middle() + " (" + spread(base).middle() + ")";
    }
}
