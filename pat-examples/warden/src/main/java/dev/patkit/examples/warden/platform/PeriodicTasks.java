package dev.patkit.examples.warden.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Small work that is done again and again on a thread of its own; a failure is logged, and the next time is another try. */
public final class PeriodicTasks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PeriodicTasks.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "warden-housekeeping");
        created.setDaemon(true);
        return created;
    });

    /** Does the work now and then, with a pause after each time. */
    public PeriodicTasks every(Duration pause, Runnable work) {
        Future<?> unused =
                thread.scheduleWithFixedDelay(() -> attempt(work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "housekeeping failed and is tried again later", e);
        }
    }

    /** Starts no more work. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
