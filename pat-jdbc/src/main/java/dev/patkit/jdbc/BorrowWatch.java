package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Bounds how long a caller waits for a connection, which a {@link DataSource} offers no way to say: a thread that waits
 * longer is interrupted. While anybody borrows, the JDK's own timer looks after them now and then. Thread-safe.
 */
final class BorrowWatch {
    private static final int LOOKS_PER_TIMEOUT = 10;

    private final DataSource dataSource;
    private final Duration timeout;
    private final Executor later;
    private final Queue<Borrower> borrowers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    BorrowWatch(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeout = timeout;
        later = CompletableFuture.delayedExecutor(
                timeout.toNanos() / LOOKS_PER_TIMEOUT, TimeUnit.NANOSECONDS, Runnable::run);
    }

    /** A connection, or unavailable when the wait for one has taken too long. */
    Connection borrow(String operation) throws SQLException {
        Borrower borrower = new Borrower(System.nanoTime() + timeout.toNanos());
        borrowers.add(borrower);
        watch();
        try {
            Connection connection = dataSource.getConnection();
            borrower.leave();
            return connection;
        } catch (SQLException | RuntimeException e) {
            if (borrower.leave()) {
                throw e;
            }
            throw UnavailableException.store(operation, "no connection within " + timeout, e);
        } finally {
            borrower.leave();
            borrowers.remove(borrower);
        }
    }

    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        long now = System.nanoTime();
        borrowers.forEach(borrower -> borrower.interruptAfter(now));
        watching.set(false);
        if (!borrowers.isEmpty()) {
            watch();
        }
    }
}
