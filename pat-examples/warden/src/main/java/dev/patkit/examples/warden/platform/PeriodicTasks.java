package dev.patkit.examples.warden.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks periodically on one background thread. A failure is logged, and the task runs again next time. */
public final class PeriodicTasks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PeriodicTasks.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "warden-housekeeping");
        created.setDaemon(true);
        return created;
    });

    /** Runs a task now, and again after each pause. */
    public PeriodicTasks every(Duration pause, Runnable task) {
        Future<?> unused =
                thread.scheduleWithFixedDelay(() -> attempt(task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a periodic task failed and will run again", e);
        }
    }

    /** Starts no further tasks. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
