package dev.patkit.secret;

import dev.patkit.fault.ClosedException;
import dev.patkit.fault.HashingBusyException;
import dev.patkit.fault.SecretHasherException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of work and the number of callers that wait for it; when the last one leaves early, the run is called off. */
final class SharedRun<T> extends FutureTask<T> {
    private static final int CALLED_OFF = -1;

    private final AtomicInteger waiting = new AtomicInteger();
    private final Runnable whenDone;

    SharedRun(Callable<T> work, Runnable whenDone) {
        super(work);
        this.whenDone = whenDone;
    }

    @Override
    protected void done() {
        whenDone.run();
    }

    /** Counts a caller in; false if the run was called off before. */
    boolean join() {
        return waiting.getAndUpdate(count -> count == CALLED_OFF ? CALLED_OFF : count + 1) != CALLED_OFF;
    }

    /** Counts a caller out; true if it was the last and the run was called off, to be taken from its queue. */
    boolean leave() {
        return waiting.decrementAndGet() == 0 && !isDone() && waiting.compareAndSet(0, CALLED_OFF) && cancel(false);
    }

    /** Waits for the outcome; every caller gets an exception of its own. */
    T await(Duration limit, String function) {
        try {
            return get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof SecretHasherException known
                    ? new SecretHasherException(known.function(), "the run this call waited for failed", known)
                    : new SecretHasherException(function, "the hasher threw", cause);
        } catch (TimeoutException e) {
            throw new HashingBusyException("no answer within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusyException("the waiting thread was interrupted", e);
        } catch (CancellationException e) {
            ClosedException closed = new ClosedException("SecretProver");
            closed.initCause(e);
            throw closed;
        }
    }
}
