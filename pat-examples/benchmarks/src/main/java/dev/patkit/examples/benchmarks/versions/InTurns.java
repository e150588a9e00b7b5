package dev.patkit.examples.benchmarks.versions;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Measures both sides of a line in turns, so that what disturbs the machine for a while disturbs both. A round goes
 * through the sides forwards and backwards again and again; the next round begins with the other side, and so does the
 * next load.
 */
final class InTurns {
    private static final int WARM_UPS = 4;

    private final Line line;
    private final Effort effort;
    private final List<Sample> samples = new ArrayList<>();

    private InTurns(Line line, Effort effort) {
        this.line = line;
        this.effort = effort;
    }

    /** Measures a line. */
    static Result measure(Line line, Effort effort)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        InTurns turns = new InTurns(line, effort);
        for (int load = 0; load < effort.loads(); load++) {
            boolean swapped = load % 2 == 1;
            try (Side first = (swapped ? line.ours() : line.base()).open();
                    Side second = (swapped ? line.base() : line.ours()).open()) {
                turns.measure(swapped ? second : first, swapped ? first : second, swapped);
            }
        }
        return new Result(line.title(), List.copyOf(turns.samples));
    }

    private void measure(Side base, Side ours, boolean swapped) throws InterruptedException, ExecutionException {
        List<Caller> sides = List.of(caller(base.calls()), caller(ours.calls()));
        List<Caller> limit = line.fromMemory() ? List.of(caller(new DigestCalls(base.texts()))) : List.of();
        for (int i = 0; i < WARM_UPS; i++) {
            for (Caller caller : inOrder(limit, sides, swapped)) {
                caller.warmUp(effort.warmUp().toNanos() / WARM_UPS);
            }
        }
        // How the rows lie in memory is settled by the collector: for both sides, before anything is measured.
        System.gc();
        for (int round = 0; round < effort.rounds(); round++) {
            measureOnce(inOrder(limit, sides, swapped ^ round % 2 == 1));
            samples.add(Sample.of(sides.get(1), sides.get(0), limit));
        }
    }

    private Caller caller(Calls calls) {
        return new Caller(calls, line, effort);
    }

    private static List<Caller> inOrder(List<Caller> limit, List<Caller> sides, boolean swapped) {
        List<Caller> order = new ArrayList<>(sides);
        if (swapped) {
            Collections.reverse(order);
        }
        order.addAll(0, limit);
        return order;
    }

    private void measureOnce(List<Caller> order) throws InterruptedException, ExecutionException {
        for (int turn = 0; turn < effort.turns() * line.split(); turn++) {
            for (Caller caller : order) {
                caller.slice();
            }
            Collections.reverse(order);
        }
    }
}
