package dev.patkit.examples.benchmarks.database;

import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One way to run a benchmark.
 *
 * @param benchmark class and method
 * @param threads how many call it at once
 * @param parameters JMH's parameters, where they are not the default
 */
public record Measurement(String benchmark, int threads, Map<String, String> parameters) {
    /** JMH's options for one round; those that were given go first. */
    OptionsBuilder options(CommandLineOptions given) {
        OptionsBuilder options = new OptionsBuilder();
        String only = Pattern.quote(".database." + benchmark) + "$";
        // The expressions that were given are about titles; what JMH would choose by them as well is ruled out.
        options.parent(given)
                .include(only)
                .exclude("^(?!.*" + only + ")")
                .threads(threads)
                .forks(Math.min(1, given.getForkCount().orElse(1)))
                .shouldFailOnError(true)
                .warmupIterations(given.getWarmupIterations().orElse(2))
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

    /** Calls a second, by all threads together. */
    double perSecond(RunResult result) {
        double score = result.getPrimaryResult().getScore();
        boolean isRate = result.getPrimaryResult().getScoreUnit().startsWith("ops");
        return isRate ? score : threads * 1_000_000 / score;
    }
}
