package dev.patkit.jdbc;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.store.StoredToken;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller's read that waits for a trip to the database. Whoever changes its state does so from a known one, atomically: so
 * it never happens that a trip is given to a caller who has left, or that a caller is on two trips.
 */
final class WaitingRead {
    private enum State {
        /** In the queue. */
        WAITING,
        /** Its caller makes the next trip. */
        LEADING,
        /** On somebody's trip. */
        TAKEN,
        /** It has its answer. */
        DONE,
        /** Its caller has left. */
        GONE
    }

    private final long id;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Written before the state becomes {@link State#DONE}. */
    private @Nullable Supplier<Optional<StoredToken>> answer;

    WaitingRead(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /**
     * Waits until the caller is to lead a trip or has an answer. A caller who is interrupted, or has waited long enough, leaves.
     *
     * @return whether to lead
     */
    boolean awaitTurn(long nanos) {
        long end = System.nanoTime() + nanos;
        while (true) {
            State seen = state.get();
            if (seen == State.LEADING || seen == State.DONE) {
                return seen == State.LEADING;
            }
            long left = end - System.nanoTime();
            if ((left <= 0 || caller.isInterrupted()) && state.compareAndSet(seen, State.GONE)) {
                throw new TokenStoreException(
                        "find", left <= 0 ? "no trip to the database came back in time" : "interrupted", null);
            }
            LockSupport.parkNanos(this, left);
        }
    }

    /** Makes the caller lead the next trip. */
    boolean lead() {
        return move(State.WAITING, State.LEADING);
    }

    private boolean move(State from, State to) {
        boolean moved = state.compareAndSet(from, to);
        if (moved && to != State.TAKEN) {
            LockSupport.unpark(caller);
        }
        return moved;
    }

    /** Takes the read along on somebody's trip. */
    boolean take() {
        return move(State.WAITING, State.TAKEN);
    }

    /** Puts a read that was taken along back among those that wait. */
    boolean putBack() {
        return move(State.TAKEN, State.WAITING);
    }

    /** Ends the wait; the answer is made, or thrown, on the caller's own thread. */
    void answer(Supplier<Optional<StoredToken>> given) {
        answer = given;
        move(State.TAKEN, State.DONE);
    }

    /** What came of it. */
    Optional<StoredToken> answer() {
        Supplier<Optional<StoredToken>> given = answer;
        if (given == null) {
            throw new IllegalStateException("no answer yet");
        }
        return given.get();
    }
}
