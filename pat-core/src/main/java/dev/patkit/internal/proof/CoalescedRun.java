package dev.patkit.internal.proof;

import dev.patkit.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of work and the number of callers that wait for it. The run is cancelled when the last caller leaves before
 * it has begun. Once begun it continues, so that a caller who returns joins it instead of starting another.
 */
final class CoalescedRun<T> extends FutureTask<T> {
    private static final int CANCELLED = -1;

    private final AtomicInteger waiting = new AtomicInteger();
    private final Consumer<CoalescedRun<T>> onEnd;
    private volatile boolean begun;

    CoalescedRun(Callable<T> work, Consumer<CoalescedRun<T>> onEnd) {
        super(work);
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        begun = true;
        super.run();
    }

    /** Reports the end first, so that no later caller joins a run that has its answer. */
    @Override
    protected void set(T outcome) {
        onEnd.accept(this);
        super.set(outcome);
    }

    @Override
    protected void setException(Throwable failure) {
        onEnd.accept(this);
        super.setException(failure);
    }

    @Override
    protected void done() {
        onEnd.accept(this);
    }

    /** Counts a caller in; false if the run was cancelled before. */
    boolean join() {
        return waiting.getAndUpdate(count -> count == CANCELLED ? CANCELLED : count + 1) != CANCELLED;
    }

    /** Counts a caller out; true if it was the last and the run was cancelled, to be taken from its queue. */
    boolean leave() {
        return waiting.decrementAndGet() == 0 && !begun && waiting.compareAndSet(0, CANCELLED) && cancel(false);
    }

    /** Waits for the outcome; every caller gets an exception of its own. */
    T await(Duration limit, String function) {
        try {
            return get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(function, e.getCause());
        } catch (TimeoutException e) {
            throw UnavailableException.hashingBusy(function, "no answer within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnavailableException.hashingBusy(function, "the waiting thread was interrupted", e);
        } catch (CancellationException e) {
            throw UnavailableException.closed(HashingPool.PART);
        }
    }

    private static UnavailableException failure(String function, @Nullable Throwable cause) {
        if (!(cause instanceof UnavailableException known)) {
            return UnavailableException.hasher(function, "the hasher threw", cause);
        }
        return known.kind() == UnavailableException.Kind.CLOSED
                ? UnavailableException.closed(known.subject())
                : UnavailableException.hasher(known.subject(), "the run this call waited for failed", known);
    }
}
