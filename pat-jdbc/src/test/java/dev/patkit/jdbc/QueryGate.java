package dev.patkit.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts queries, and holds them after the database has answered and before the caller sees the answer. */
final class QueryGate implements JdbcCalls {
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean failing;

    /** Releases all held queries, and lets later ones through. */
    void open() {
        gate.countDown();
    }

    /** Holds queries from now on, and resets the count. */
    void hold() {
        count.set(0);
        held.set(0);
        gate = new CountDownLatch(1);
    }

    /** Releases the held queries, and holds later ones. */
    void openOnce() {
        CountDownLatch closed = gate;
        gate = new CountDownLatch(1);
        closed.countDown();
    }

    /** Sets whether held queries fail when they are released. */
    void fail(boolean fails) {
        failing = fails;
    }

    /** How many queries were sent since {@link #hold}. */
    int count() {
        return count.get();
    }

    void awaitHeld(int number) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (held.get() < number) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the queries did not arrive");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public @Nullable Object on(Call call) throws Throwable {
        if (!call.is("executeQuery")) {
            return call.proceed();
        }
        count.incrementAndGet();
        Object rows = call.proceed();
        CountDownLatch closed = gate;
        held.incrementAndGet();
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLException("held too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
        if (failing) {
            throw new SQLException("planned");
        }
        return rows;
    }
}
