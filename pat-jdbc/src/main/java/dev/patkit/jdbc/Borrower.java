package dev.patkit.jdbc;

import java.util.concurrent.atomic.AtomicReference;

/** A thread that waits for a connection. It is interrupted at most once, and never after it has left. */
final class Borrower {
    private enum State {
        WAITING,
        /** It is about to be interrupted. */
        LATE,
        INTERRUPTED,
        LEFT
    }

    private final Thread thread = Thread.currentThread();
    private final long deadline;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

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
    boolean leave() {
        if (state.compareAndSet(State.WAITING, State.LEFT) || state.get() == State.LEFT) {
            return true;
        }
        while (state.get() == State.LATE) {
            Thread.onSpinWait();
        }
        if (state.compareAndSet(State.INTERRUPTED, State.LEFT)) {
            boolean unused = Thread.interrupted();
            return false;
        }
        return true;
    }
}
