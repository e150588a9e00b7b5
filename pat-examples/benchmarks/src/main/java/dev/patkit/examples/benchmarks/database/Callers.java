package dev.patkit.examples.benchmarks.database;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Threads that share out numbered calls: each takes the next one as soon as it has ended its own. */
public final class Callers {
    private Callers() {}

    /** Calls once for each number from 0 up, and tells how many calls were done a second. */
    static double perSecond(int threads, int calls, IntConsumer call) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return perSecond(executor, threads, calls, call);
        } finally {
            executor.shutdown();
        }
    }

    /**
     * Calls once for each number from 0 up.
     *
     * @param executor runs the threads
     * @param threads how many threads call
     * @param calls how many calls in all
     * @param call the call
     * @return how many calls were done a second
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if a call throws
     */
    public static double perSecond(ExecutorService executor, int threads, int calls, IntConsumer call)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> caller = () -> {
            for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                call.accept(i);
            }
            return true;
        };
        long start = System.nanoTime();
        for (Future<Boolean> done : executor.invokeAll(Collections.nCopies(threads, caller))) {
            done.get();
        }
        return calls * 1e9 / (System.nanoTime() - start);
    }
}
