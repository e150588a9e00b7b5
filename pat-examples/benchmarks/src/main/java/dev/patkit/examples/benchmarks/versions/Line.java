package dev.patkit.examples.benchmarks.versions;

import java.io.IOException;
import java.net.URL;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is compared with what.
 *
 * @param title what a reader is told
 * @param threads how many threads call at once
 * @param batch how many calls a thread makes at a time
 * @param split into how many parts a turn is divided, for calls that are disturbed often
 * @param fromMemory whether the calls wait for nothing; then both are compared with one SHA-256 of the text, too
 * @param base opens what is compared with
 * @param ours opens what is compared
 */
record Line(String title, int threads, int batch, int split, boolean fromMemory, Opening base, Opening ours) {
    private static final int FAST = 1_000;
    private static final int SLOW = 20;
    private static final int PARTS = 8;
    private static final int MANY_THREADS = 8;
    private static final List<Integer> PLAIN_THREADS = List.of(1, 2, 8, 64);

    /** Makes a side ready to be called. */
    @FunctionalInterface
    interface Opening {
        Side open() throws IOException, SQLException;
    }

    /** All lines, in order; without an earlier version those that need none. */
    static List<Line> all(List<URL> earlier, Effort effort, StrictSides databases) {
        List<Line> lines = new ArrayList<>();
        for (int tokens : effort.tokens()) {
            if (!earlier.isEmpty()) {
                lines.add(fromMemory(earlier, tokens));
            }
            lines.add(inSteps(tokens));
        }
        for (int threads : PLAIN_THREADS) {
            lines.add(toPlain(threads, databases));
        }
        if (!earlier.isEmpty()) {
            lines.add(strict(earlier, 1, databases));
            lines.add(strict(earlier, MANY_THREADS, databases));
        }
        return lines;
    }

    private static Line fromMemory(List<URL> earlier, int tokens) {
        return new Line(
                "verify from memory, tokens: " + tokens,
                1,
                FAST,
                1,
                true,
                () -> Side.fromMemory(earlier, tokens, VerifyCalls.class),
                () -> Side.fromMemory(VersionLoader.present(), tokens, VerifyCalls.class));
    }

    private static Line inSteps(int tokens) {
        return new Line(
                "authenticate and authorise to verify, tokens: " + tokens,
                1,
                FAST,
                1,
                true,
                () -> Side.fromMemory(VersionLoader.present(), tokens, VerifyCalls.class),
                () -> Side.fromMemory(VersionLoader.present(), tokens, StepCalls.class));
    }

    private static Line toPlain(int threads, StrictSides databases) {
        return new Line(
                "strict verify to a plain SELECT *, threads: " + threads,
                threads,
                SLOW,
                threads == 1 ? PARTS : 1,
                false,
                () -> databases.open("present", VersionLoader.present()).reading(),
                () -> databases.open("present", VersionLoader.present()));
    }

    private static Line strict(List<URL> earlier, int threads, StrictSides databases) {
        return new Line(
                "strict verify on PostgreSQL, threads: " + threads,
                threads,
                SLOW,
                threads == 1 ? PARTS : 1,
                false,
                () -> databases.open("earlier", earlier),
                () -> databases.open("present", VersionLoader.present()));
    }
}
