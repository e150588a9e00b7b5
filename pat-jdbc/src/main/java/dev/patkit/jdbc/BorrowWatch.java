package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Bounds how long a caller waits for a connection, which a {@link DataSource} offers no way to say, and how long a
 * statement runs, on the server, too. A thread that waits longer is interrupted; a statement that runs longer is
 * cancelled, a little before the network's timeout would leave it alone. While anybody borrows, the JDK's own timer
 * looks after them now and then. Thread-safe.
 */
final class BorrowWatch {
    private static final int LOOKS_PER_TIMEOUT = 20;
    private static final int PATIENCE = 14;

    private final DataSource dataSource;
    private final Duration timeout;
    private final Executor later;
    private final Set<Borrower> borrowers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final Queue<Statement> late = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean cancelling = new AtomicBoolean();

    BorrowWatch(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeout = timeout;
        later = CompletableFuture.delayedExecutor(
                timeout.toNanos() / LOOKS_PER_TIMEOUT, TimeUnit.NANOSECONDS, Runnable::run);
    }

    /** Somebody who is looked after from now on, until {@link #leave}. */
    Borrower enter() {
        Borrower borrower = new Borrower(System.nanoTime() + timeout.toNanos());
        borrowers.add(borrower);
        watch();
        return borrower;
    }

    /** A connection, or unavailable when the wait for one has taken too long. */
    Connection connect(String operation, Borrower borrower) throws SQLException {
        try {
            Connection connection = dataSource.getConnection();
            boolean unused = borrower.arrive();
            return connection;
        } catch (Throwable e) {
            borrowers.remove(borrower);
            if (borrower.arrive()) {
                throw e;
            }
            throw UnavailableException.store(operation, "no connection within " + timeout, e);
        }
    }

    /** Returns false if the connection must not be used again. */
    boolean leave(Borrower borrower) {
        borrowers.remove(borrower);
        return borrower.finish();
    }

    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (Borrower borrower : borrowers) {
            borrower.interruptAfter(now);
            Statement statement = borrower.lateAfter(PATIENCE);
            if (statement != null) {
                late.add(statement);
            }
        }
        if (!late.isEmpty() && cancelling.compareAndSet(false, true)) {
            Thread canceller = new Thread(this::cancel, "patkit-cancel");
            canceller.setDaemon(true);
            canceller.start();
        }
        watching.set(false);
        if (!borrowers.isEmpty()) {
            watch();
        }
    }

    /** A driver cancels through a connection of its own, which may take as long as any. */
    private void cancel() {
        for (Statement statement = late.poll(); statement != null; statement = late.poll()) {
            try {
                statement.cancel();
            } catch (Throwable e) {
                // Then the network's timeout ends the wait for it.
            }
        }
        cancelling.set(false);
    }
}
