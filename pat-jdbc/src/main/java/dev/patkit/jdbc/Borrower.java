package dev.patkit.jdbc;

import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for a connection and then works with it. Its wait is interrupted at most once, and never after
 * the connection has come; its work is cancelled at most once, and never after it is over.
 */
final class Borrower {
    private enum State {
        WAITING,
        /** It is about to be interrupted. */
        LATE,
        INTERRUPTED,
        WORKING,
        CANCELLED,
        OVER
    }

    private final Thread thread = Thread.currentThread();
    private final long deadline;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile @Nullable Statement running;

    /** What was running at the last look, and at how many looks before; only looks use these. */
    private @Nullable Statement seen;

    private int looks;

    Borrower(long deadline) {
        this.deadline = deadline;
    }

    /** Interrupts the wait if its deadline has passed. */
    void interruptAfter(long now) {
        if (now - deadline >= 0 && state.compareAndSet(State.WAITING, State.LATE)) {
            thread.interrupt();
            state.set(State.INTERRUPTED);
        }
    }

    /** Ends the wait, and takes an interrupt back that it was given here. Returns whether there was none. */
    boolean arrive() {
        if (state.compareAndSet(State.WAITING, State.WORKING)) {
            return true;
        }
        while (state.get() == State.LATE) {
            Thread.onSpinWait();
        }
        if (state.compareAndSet(State.INTERRUPTED, State.WORKING)) {
            boolean unused = Thread.interrupted();
            return false;
        }
        return true;
    }

    /** Tells what is running now. */
    void runs(Statement statement) {
        running = statement;
    }

    /**
     * The statement to cancel: one that has been running at so many looks in a row. Looks are counted, not time, since
     * this process may have been stopped in between.
     */
    @Nullable
    Statement lateAfter(int patience) {
        Statement now = running;
        looks = now != null && now == seen ? looks + 1 : 0;
        seen = now;
        return looks >= patience && state.compareAndSet(State.WORKING, State.CANCELLED) ? now : null;
    }

    /**
     * Ends the work, so that it is no longer cancelled. Returns false if a statement of it is being cancelled: then the
     * connection must not be used again, or something else that runs there might be hit.
     */
    boolean finish() {
        return state.compareAndSet(State.WORKING, State.OVER) || state.get() != State.CANCELLED;
    }
}
