package dev.patkit.examples.benchmarks.versions;

import com.sun.management.ThreadMXBean;
import dev.patkit.examples.benchmarks.database.Callers;
import dev.patkit.examples.benchmarks.ratio.Spread;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has calls made by some threads, in batches. A batch is short, so its loop is compiled as a whole method and not
 * replaced while it runs. Of calls that wait for nothing the processor's time is measured, else the time that passes.
 */
final class Caller {
    private static final ThreadMXBean THREAD = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private static final int COUNTED_BATCHES = 20;

    private final Calls calls;
    private final Line line;
    private final long sliceNanos;
    private final List<Double> slices = new ArrayList<>();
    private int batches = 1;
    private long next;

    Caller(Calls calls, Line line, Effort effort) {
        this.calls = calls;
        this.line = line;
        sliceNanos = effort.slice().toNanos() / line.split();
    }

    /** Calls for some time, and settles how many batches fill a slice. */
    void warmUp(long nanos) throws InterruptedException, ExecutionException {
        double left = nanos;
        do {
            double each = nanosPerCall() * line.batch();
            left -= each * batches;
            batches = (int) Math.max(1, Math.min(2.0 * batches, sliceNanos / each));
        } while (left > 0);
    }

    /** All threads together. */
    private double nanosPerCall() throws InterruptedException, ExecutionException {
        long first = next;
        next += (long) batches * line.batch();
        if (line.threads() > 1) {
            return 1e9 / line.batch() / Callers.perSecond(POOL, line.threads(), batches, i -> makeBatch(first, i));
        }
        long before = nanoTime();
        for (int i = 0; i < batches; i++) {
            makeBatch(first, i);
        }
        return (nanoTime() - before) / (double) batches / line.batch();
    }

    private long nanoTime() {
        return line.fromMemory() ? THREAD.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private void makeBatch(long first, int number) {
        calls.make(first + (long) number * line.batch(), line.batch());
    }

    /** Calls for about as long as a slice is. */
    void slice() throws InterruptedException, ExecutionException {
        slices.add(nanosPerCall());
    }

    /** The nanoseconds to a call: the median of the slices since this was last asked. */
    double nanos() {
        double median = Spread.of(slices).median();
        slices.clear();
        return median;
    }

    /** What one call allocates on the thread that calls. */
    double bytes() {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COUNTED_BATCHES; i++) {
            makeBatch(0, i);
        }
        return (THREAD.getCurrentThreadAllocatedBytes() - before) / (double) COUNTED_BATCHES / line.batch();
    }
}
