package dev.patkit.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Holds queries that have been sent and answered, but whose answers nobody has seen yet; and counts them. */
final class HeldQueries implements JdbcCalls {
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean failing;

    /** Lets queries through, those that are held and those to come. */
    void open() {
        gate.countDown();
    }

    /** Holds the queries from now on, and begins to count anew. */
    void hold() {
        count.set(0);
        held.set(0);
        gate = new CountDownLatch(1);
    }

    /** Lets the queries that are held through, and holds those to come. */
    void openOnce() {
        CountDownLatch closed = gate;
        gate = new CountDownLatch(1);
        closed.countDown();
    }

    /** Whether queries that were held fail once they are let through. */
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
                throw new AssertionError("the queries do not come");
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
