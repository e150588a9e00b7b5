package dev.patkit.internal.background;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A task that repeats on a daemon thread of its own until it is stopped. Whatever a run throws, errors included, the
 * next run takes place; what is thrown goes to the thread's uncaught exception handler. Thread-safe.
 */
public final class BackgroundTask {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Runnable task;
    private final ScheduledExecutorService executor;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    /** A task that is not started yet. */
    public BackgroundTask(String threadName, Runnable task) {
        this.task = task;
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, threadName);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    /** Runs the task after a first delay, and again each time so long after the end of the run before. */
    public void start(Duration first, Duration delay) {
        Future<?> unused =
                executor.scheduleWithFixedDelay(this::run, first.toNanos(), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try {
            task.run();
        } catch (Throwable e) {
            Uncaught.handOver(e);
        }
    }

    /**
     * Runs the task now, on its own thread, and returns when that run has ended. Without effect once stopped, and for a
     * caller inside a run, which would wait for itself.
     */
    public void runNow() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            executor.submit(this::run).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException e) {
            requireStopped(e);
        }
    }

    private void requireStopped(Exception e) {
        if (!stopping.get()) {
            throw new IllegalStateException("a run throws nothing, and only a stopped task is refused", e);
        }
    }

    /** Runs the task a last time and stops. Returns when that run has ended, after five seconds at most. */
    public void finish() {
        if (stopping.compareAndSet(false, true)) {
            executor.execute(this::run);
            executor.shutdown();
        }
        awaitEnd();
    }

    /** Stops. Returns when a run under way has ended, after five seconds at most. */
    public void stop() {
        stopping.set(true);
        executor.shutdown();
        awaitEnd();
    }

    /** An interrupt does not shorten the wait; it is kept for the caller. */
    private void awaitEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        boolean waiting = true;
        while (waiting) {
            try {
                boolean unused = executor.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                waiting = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
