package dev.patkit.internal.background;

/** Shows what nobody catches to whoever watches the thread, as the virtual machine does, and lets the thread go on. */
final class Uncaught {
    private Uncaught() {}

    @SuppressWarnings("EmptyCatch")
    static void handOver(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (RuntimeException | Error dropped) {
            // The handler of last resort failed: there is nobody left to tell.
        }
    }
}
