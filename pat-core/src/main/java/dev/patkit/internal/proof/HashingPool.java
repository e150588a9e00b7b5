package dev.patkit.internal.proof;

import dev.patkit.error.UnavailableException;
import dev.patkit.secret.HashingLimits;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs slow hashing in a bounded pool of platform threads: native Argon2 called from a virtual thread would hold up its
 * carrier. Memory permits are held by the work, not by the request that asked for it. Equal proofs share one run. Work
 * that no caller waits for any longer leaves the queue.
 */
final class HashingPool implements AutoCloseable {
    /** The name of the closed part in exceptions. */
    static final String PART = "PersonalAccessTokens";

    private final HashingLimits limits;
    private final ThreadPoolExecutor threads;
    private final Semaphore memoryKib;
    private final int totalKib;
    private final ConcurrentMap<ProofKey, CoalescedRun<Boolean>> proofs = new ConcurrentHashMap<>();

    /** A pool whose work usually takes the given memory, though any piece of it may take another amount. */
    HashingPool(HashingLimits limits, long usualBytes) {
        this.limits = limits;
        totalKib = (int) Math.min(Integer.MAX_VALUE, limits.memoryBytes() / 1024);
        memoryKib = new Semaphore(totalKib, true);
        int size = threadsThatFit(limits, usualBytes);
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                size, size, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(limits.queue()), work -> {
                    Thread thread = new Thread(work, "patkit-hashing-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * No more threads than may hash at once: the C library's allocator keeps for each thread what that has freed, so
     * threads that take turns would hold more together than the permits allow.
     */
    private static int threadsThatFit(HashingLimits limits, long usualBytes) {
        long fitting = limits.memoryBytes() / Math.max(1, usualBytes);
        return (int) Math.max(1, Math.min(limits.threads(), fitting));
    }

    /** Runs one piece of work for one caller. */
    <T> T run(String function, long memoryBytes, Callable<T> work) {
        CoalescedRun<T> run = start(function, memoryBytes, work, end -> {});
        run.join();
        return await(run, function);
    }

    /** Runs a proof once for all callers that ask for the same one at the same time. */
    boolean prove(ProofKey key, String function, long memoryBytes, Callable<Boolean> proof) {
        CoalescedRun<Boolean> run;
        do {
            run = proofs.computeIfAbsent(
                    key, asked -> start(function, memoryBytes, proof, end -> proofs.remove(asked, end)));
        } while (!run.join());
        return await(run, function);
    }

    private <T> CoalescedRun<T> start(
            String function, long memoryBytes, Callable<T> work, Consumer<CoalescedRun<T>> onEnd) {
        long kib = Math.max(1, memoryBytes / 1024);
        if (kib > totalKib) {
            throw UnavailableException.hasher(
                    function, "one hash needs more memory than HashingLimits allow in total", null);
        }
        CoalescedRun<T> run = new CoalescedRun<>(() -> withMemory((int) kib, work), onEnd);
        try {
            threads.execute(run);
            return run;
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown()
                    ? UnavailableException.closed(PART)
                    : UnavailableException.hashingBusy(function, "the queue is full", e);
        }
    }

    private <T> T withMemory(int kib, Callable<T> work) throws Exception {
        acquire(kib);
        try {
            return work.call();
        } finally {
            memoryKib.release(kib);
        }
    }

    private void acquire(int kib) {
        try {
            memoryKib.acquire(kib);
        } catch (InterruptedException e) {
            throw UnavailableException.closed(PART);
        }
    }

    private <T> T await(CoalescedRun<T> run, String function) {
        try {
            return run.await(limits.maxWait(), function);
        } finally {
            if (run.leave()) {
                threads.remove(run);
            }
        }
    }

    /** Stops at once: running work completes, queued work is refused. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(work -> ((CoalescedRun<?>) work).cancel(false));
    }
}
