package dev.patkit.examples.benchmarks.database;

import dev.patkit.examples.benchmarks.ratio.Measurement;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;

/**
 * Counts the calls of two sides that take turns of a fiftieth of a second in one process, all threads together: what
 * differs between two processes, or two minutes of a machine, is the same for both.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Turns {
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Calls of what is compared. */
    public long ours;

    /** Calls of what it is compared with. */
    public long base;

    /** Whose turn it is; counts the call. */
    boolean isOurs() {
        boolean isOurs = System.nanoTime() / NANOS % 2 == 0;
        if (isOurs) {
            ours++;
        } else {
            base++;
        }
        return isOurs;
    }

    /** How many calls of ours there were to one of the base. */
    static double ratio(Measurement measurement, RunResult result) {
        return rate(result, "ours") / rate(result, "base");
    }

    private static double rate(RunResult result, String side) {
        return Objects.requireNonNull(result.getSecondaryResults().get(side)).getScore();
    }
}
