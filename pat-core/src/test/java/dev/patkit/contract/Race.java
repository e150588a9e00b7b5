package dev.patkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/** Several threads that start at the same moment. What one of them throws fails the test. */
final class Race {
    private static final long PATIENCE_SECONDS = 120;

    /** Serves all races: starting threads takes longer than most of them. */
    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "race");
        thread.setDaemon(true);
        return thread;
    });

    private Race() {}

    /** What each thread came to, in the order of their numbers, which start at 0. */
    static <T> List<T> among(int threads, IntFunction<T> turn) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<T>> running = new ArrayList<>();
        try {
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(POOL.submit(() -> {
                    await(start);
                    return turn.apply(number);
                }));
            }
            return running.stream().map(Race::outcome).toList();
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    private static void await(CyclicBarrier start) throws InterruptedException, TimeoutException {
        try {
            start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T outcome(Future<T> running) {
        try {
            return running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a racing thread failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a racing thread is stuck", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Two acts at the same moment; both are over when this returns. */
    static void between(Runnable one, Runnable other) {
        among(2, number -> {
            (number == 0 ? one : other).run();
            return number;
        });
    }

    /**
     * Makes a change in one thread while another looks, until it is over and once more. Between looks it yields, else
     * on a busy machine it would use the time that the change needs.
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield
    static void watched(Runnable change, Runnable look) {
        AtomicBoolean over = new AtomicBoolean();
        between(
                () -> {
                    change.run();
                    over.set(true);
                },
                () -> {
                    boolean last;
                    do {
                        last = over.get();
                        look.run();
                        Thread.yield();
                    } while (!last);
                });
    }
}
