package dev.patkit.verify;

/** Calls listeners so that what they throw cannot change an answer. */
final class Listeners {
    private Listeners() {}

    @SuppressWarnings("EmptyCatch")
    static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException dropped) {
            // The answer stands whatever a listener does; there is no log here to write to.
        }
    }

    /** The same for the call that is made at every verification, without an object for it. */
    @SuppressWarnings("EmptyCatch")
    static void answered(VerificationListener listener, Verification answer) {
        try {
            listener.onAnswer(answer);
        } catch (RuntimeException dropped) {
            // As above.
        }
    }
}
