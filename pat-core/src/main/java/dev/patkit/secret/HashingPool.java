package dev.patkit.secret;

import dev.patkit.fault.ClosedException;
import dev.patkit.fault.HashingBusyException;
import dev.patkit.fault.SecretHasherException;
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
 * carrier. Memory permits are held by the work, not by the request that asked for it; equal proofs share one run; what no
 * caller waits for any longer leaves the queue.
 */
final class HashingPool implements AutoCloseable {
    private final HashingLimits limits;
    private final ThreadPoolExecutor threads;
    private final Semaphore memoryKib;
    private final int totalKib;
    private final ConcurrentMap<ProofKey, SharedRun<Boolean>> proofs = new ConcurrentHashMap<>();

    /** A pool whose work takes some memory as a rule, though any piece of it may take another amount. */
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
     * No more threads than may hash at once: the C library's allocator keeps for each thread what that has freed, so threads
     * that take turns would hold more together than the permits allow.
     */
    private static int threadsThatFit(HashingLimits limits, long usualBytes) {
        long fitting = limits.memoryBytes() / Math.max(1, usualBytes);
        return (int) Math.max(1, Math.min(limits.threads(), fitting));
    }

    /** Runs one piece of work for one caller. */
    <T> T run(String function, long memoryBytes, Callable<T> work) {
        SharedRun<T> run = start(function, memoryBytes, work, over -> {});
        run.join();
        return await(run, function);
    }

    /** Runs a proof once for all callers that ask for the same one at the same time. */
    boolean prove(ProofKey key, String function, long memoryBytes, Callable<Boolean> proof) {
        SharedRun<Boolean> run;
        do {
            run = proofs.computeIfAbsent(
                    key, asked -> start(function, memoryBytes, proof, over -> proofs.remove(asked, over)));
        } while (!run.join());
        return await(run, function);
    }

    private <T> SharedRun<T> start(
            String function, long memoryBytes, Callable<T> work, Consumer<SharedRun<T>> whenOver) {
        long kib = Math.max(1, memoryBytes / 1024);
        if (kib > totalKib) {
            throw new SecretHasherException(
                    function, "one hash needs more memory than HashingLimits allow in all", null);
        }
        SharedRun<T> run = new SharedRun<>(() -> withMemory((int) kib, work), whenOver);
        try {
            threads.execute(run);
            return run;
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown()
                    ? new ClosedException("SecretProver")
                    : new HashingBusyException("the queue is full", e);
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
            throw new ClosedException("SecretProver");
        }
    }

    private <T> T await(SharedRun<T> run, String function) {
        try {
            return run.await(limits.maxWait(), function);
        } finally {
            if (run.leave()) {
                threads.remove(run);
            }
        }
    }

    /** Stops at once: what runs is let finish, what waits is refused. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(work -> ((SharedRun<?>) work).cancel(false));
    }
}
