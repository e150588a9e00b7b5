package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Bounds how long a caller waits for a connection, which a {@link DataSource} offers no way to say: a thread that waits
 * longer is interrupted. One thread watches while anybody borrows, and ends when nobody has for a minute. Thread-safe.
 */
final class BorrowWatch {
    private static final int LOOKS_PER_TIMEOUT = 10;
    private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();

    private final DataSource dataSource;
    private final Duration timeout;
    private final long lookNanos;
    private final Queue<Borrower> borrowers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    BorrowWatch(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeout = timeout;
        lookNanos = Math.max(1, timeout.toNanos() / LOOKS_PER_TIMEOUT);
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
            Thread thread = new Thread(this::look, "patkit-connections");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void look() {
        long idleSince = System.nanoTime();
        while (System.nanoTime() - idleSince < IDLE_NANOS) {
            LockSupport.parkNanos(this, lookNanos);
            long now = System.nanoTime();
            for (Borrower borrower : borrowers) {
                idleSince = now;
                borrower.interruptAfter(now);
            }
        }
        watching.set(false);
        if (!borrowers.isEmpty()) {
            watch();
        }
    }
}
