package dev.patkit.secret;

import dev.patkit.fault.ClosedException;
import dev.patkit.fault.HashingBusyException;
import dev.patkit.fault.SecretHasherException;
import dev.patkit.fault.UnavailableException;
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
 * One run of work and the number of callers that wait for it. When the last one leaves before it began, the run is called
 * off; once begun it goes on, so that a caller who comes back finds it instead of starting another.
 */
final class SharedRun<T> extends FutureTask<T> {
    private static final int CALLED_OFF = -1;

    private final AtomicInteger waiting = new AtomicInteger();
    private final Consumer<SharedRun<T>> whenOver;
    private volatile boolean begun;

    SharedRun(Callable<T> work, Consumer<SharedRun<T>> whenOver) {
        super(work);
        this.whenOver = whenOver;
    }

    @Override
    public void run() {
        begun = true;
        super.run();
    }

    /** Tells first that it is over, so that nobody who asks after the answer is out joins this run. */
    @Override
    protected void set(T outcome) {
        whenOver.accept(this);
        super.set(outcome);
    }

    @Override
    protected void setException(Throwable failure) {
        whenOver.accept(this);
        super.setException(failure);
    }

    @Override
    protected void done() {
        whenOver.accept(this);
    }

    /** Counts a caller in; false if the run was called off before. */
    boolean join() {
        return waiting.getAndUpdate(count -> count == CALLED_OFF ? CALLED_OFF : count + 1) != CALLED_OFF;
    }

    /** Counts a caller out; true if it was the last and the run was called off, to be taken from its queue. */
    boolean leave() {
        return waiting.decrementAndGet() == 0 && !begun && waiting.compareAndSet(0, CALLED_OFF) && cancel(false);
    }

    /** Waits for the outcome; every caller gets an exception of its own. */
    T await(Duration limit, String function) {
        try {
            return get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw trouble(function, e.getCause());
        } catch (TimeoutException e) {
            throw new HashingBusyException("no answer within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusyException("the waiting thread was interrupted", e);
        } catch (CancellationException e) {
            throw new ClosedException("SecretProver");
        }
    }

    private static UnavailableException trouble(String function, @Nullable Throwable cause) {
        if (cause instanceof ClosedException) {
            return new ClosedException("SecretProver");
        }
        return cause instanceof SecretHasherException known
                ? new SecretHasherException(known.function(), "the run this call waited for failed", known)
                : new SecretHasherException(function, "the hasher threw", cause);
    }
}
