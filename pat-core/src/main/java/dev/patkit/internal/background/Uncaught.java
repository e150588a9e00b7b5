package dev.patkit.internal.background;

/** Hands an exception to the thread's uncaught exception handler, and lets the thread continue. */
final class Uncaught {
    private Uncaught() {}

    @SuppressWarnings("EmptyCatch")
    static void handOver(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable dropped) {
            // The last handler failed, so nothing is left to report to.
        }
    }
}
