package dev.patkit.internal.background;

import dev.patkit.error.UnavailableException;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls the listener so that nothing it throws, errors included, changes an answer or ends a background task. The first
 * failure goes to the thread's uncaught exception handler, so that it is seen; later ones are dropped, since strangers
 * decide how often the listener is called.
 */
public final class Notifier {
    private final VerificationListener listener;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** A notifier of one listener. */
    public Notifier(VerificationListener listener) {
        this.listener = listener;
    }

    /** Tells the outcome of a verification, and returns it. */
    public Verification answered(Verification answer) {
        try {
            listener.onAnswer(answer);
        } catch (Throwable e) {
            failed(e);
        }
        return answer;
    }

    private void failed(Throwable e) {
        if (failed.compareAndSet(false, true)) {
            Uncaught.handOver(e);
        }
    }

    /** Tells that a token was authenticated. */
    public void authenticated(Authenticated token) {
        try {
            listener.onAuthenticated(token);
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Tells that something was unavailable, and returns the exception. */
    public UnavailableException unavailable(UnavailableException error) {
        try {
            listener.onUnavailable(error);
        } catch (Throwable e) {
            failed(e);
        }
        return error;
    }

    /** Tells how many last-used times were dropped, if any. */
    public void lastUsedLost(int count) {
        if (count == 0) {
            return;
        }
        try {
            listener.onLastUsedLost(count);
        } catch (Throwable e) {
            failed(e);
        }
    }
}
