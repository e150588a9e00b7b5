package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller's read that waits for a batch. Its state only changes atomically from an expected one, so an answer is
 * never given to a caller who has left, and no read is in two batches.
 */
final class PendingRead {
    private enum State {
        /** In the queue. */
        WAITING,
        /** Its caller leads the next batch. */
        LEADING,
        /** In somebody else's batch. */
        FOLLOWING,
        /** It has its answer. */
        DONE,
        /** Its caller has given up. */
        ABANDONED
    }

    private final long id;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Written before the state becomes {@link State#DONE}. */
    private @Nullable Supplier<Optional<StoredToken>> answer;

    /** Written before the state becomes {@link State#LEADING}, by whoever took this from the queue. */
    private Leases.@Nullable Lease lease;

    PendingRead(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /**
     * Waits until the caller is to lead a batch or has an answer. A caller who is interrupted, or has waited long
     * enough, gives up.
     *
     * @return the permit to lead with, or null if there is an answer
     */
    Leases.@Nullable Lease awaitTurn(long nanos) {
        long end = System.nanoTime() + nanos;
        while (true) {
            State seen = state.get();
            if (seen == State.LEADING || seen == State.DONE) {
                return seen == State.LEADING ? lease : null;
            }
            long left = end - System.nanoTime();
            if ((left <= 0 || caller.isInterrupted()) && state.compareAndSet(seen, State.ABANDONED)) {
                throw UnavailableException.store(
                        "find", left <= 0 ? "no batch was answered in time" : "the thread was interrupted", null);
            }
            LockSupport.parkNanos(this, left);
        }
    }

    /** Makes the caller the leader of the next batch; the permit is written before the state says so. */
    boolean lead(Leases.Lease permit) {
        lease = permit;
        return move(State.WAITING, State.LEADING);
    }

    private boolean move(State from, State to) {
        boolean moved = state.compareAndSet(from, to);
        if (moved && to != State.FOLLOWING) {
            LockSupport.unpark(caller);
        }
        return moved;
    }

    /** Makes the read a follower in somebody else's batch. */
    boolean follow() {
        return move(State.WAITING, State.FOLLOWING);
    }

    /** Returns a follower to those that wait. */
    boolean requeue() {
        return move(State.FOLLOWING, State.WAITING);
    }

    /** Ends the wait; the answer is made, or thrown, on the caller's own thread. */
    void answer(Supplier<Optional<StoredToken>> given) {
        answer = given;
        move(State.FOLLOWING, State.DONE);
    }

    /** What the read found. */
    Optional<StoredToken> answer() {
        Supplier<Optional<StoredToken>> given = answer;
        if (given == null) {
            throw new IllegalStateException("no answer yet");
        }
        return given.get();
    }
}
