package dev.patkit.examples.benchmarks.ratio;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One way to run a benchmark.
 *
 * @param benchmark package below that of all benchmarks, class and method
 * @param threads how many call it at once
 * @param parameters JMH's parameters, where they are not the default
 */
public record Measurement(String benchmark, int threads, Map<String, String> parameters) {
    private static final String PACKAGE = "dev.patkit.examples.benchmarks.";
    /** Of two seconds: rates rise until the compiler is done. */
    private static final int WARMUPS = 6;

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /**
     * By one thread, with the parameters that are the default.
     *
     * @param benchmark package below that of all benchmarks, class and method
     * @return the measurement
     */
    public static Measurement of(String benchmark) {
        return new Measurement(benchmark, 1, Map.of());
    }

    /**
     * The same with a parameter.
     *
     * @param name its name
     * @param value its value
     * @return another measurement
     */
    public Measurement with(String name, String value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Measurement(benchmark, threads, Map.copyOf(more));
    }

    /**
     * The same by more threads.
     *
     * @param count how many
     * @return another measurement
     */
    public Measurement by(int count) {
        return new Measurement(benchmark, count, parameters);
    }

    /** JMH's options for one round; those that were given go first. */
    OptionsBuilder options(CommandLineOptions given) {
        OptionsBuilder options = new OptionsBuilder();
        String only = "^" + Pattern.quote(PACKAGE + benchmark) + "$";
        // Between iterations the collector moves together what stays, as it has in any service that has run for a
        // while.
        boolean collecting = given.shouldDoGC().orElse(true);
        // The expressions that were given are about titles; what JMH would choose by them as well is ruled out.
        options.parent(given)
                .include(only)
                .exclude("^(?!" + only.substring(1) + ")")
                .threads(threads)
                .forks(Math.min(1, given.getForkCount().orElse(1)))
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .shouldDoGC(collecting)
                .warmupIterations(given.getWarmupIterations().orElse(WARMUPS))
                .warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(2)))
                .measurementIterations(given.getMeasurementIterations().orElse(3))
                .measurementTime(given.getMeasurementTime().orElse(TimeValue.seconds(2)));
        parameters.forEach((name, value) -> {
            if (!given.getParameter(name).hasValue()) {
                options.param(name, value);
            }
        });
        return options;
    }

    /**
     * Calls a second, by all threads together.
     *
     * @param result what JMH found
     * @return the rate
     */
    public double perSecond(RunResult result) {
        double score = result.getPrimaryResult().getScore();
        boolean isRate = result.getPrimaryResult().getScoreUnit().startsWith("ops");
        return isRate ? score : threads * 1_000_000 / score;
    }

    /**
     * How long one call takes.
     *
     * @param result what JMH found
     * @return nanoseconds
     */
    public double nanos(RunResult result) {
        return threads * 1_000_000_000.0 / perSecond(result);
    }

    /**
     * What one call allocates.
     *
     * @param result what JMH found
     * @return bytes; what the JVM does beside may make them a fraction too many
     */
    public double bytes(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION))
                .getScore();
    }

    /** Such as {@code memory.WithinVerifyBenchmark.accepted tokens=1, threads: 2}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(benchmark);
        new TreeMap<>(parameters)
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.append(", threads: ").append(threads).toString();
    }
}
