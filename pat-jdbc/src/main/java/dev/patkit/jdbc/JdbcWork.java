package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Does work on a borrowed connection: one statement in autocommit, or several in a transaction, and again where the
 * database asks for that. What the driver throws becomes an {@link UnavailableException}.
 */
final class JdbcWork {
    private static final long LONGEST_PAUSE_MILLIS = 100;
    private static final int MAX_LOST = 3;

    private final TransactionEnds ends;
    private final Connections connections;
    private final Dialect dialect;
    private final long timeoutNanos;

    JdbcWork(DataSource dataSource, Dialect dialect, Duration timeout) {
        ends = new TransactionEnds(dialect.transactions());
        connections = new Connections(dataSource, dialect, timeout, ends);
        this.dialect = dialect;
        timeoutNanos = timeout.toNanos();
    }

    /** Does work of one statement, in autocommit. */
    <T> T run(String operation, Connections.Step<T> step) {
        try {
            return borrow(operation, step);
        } catch (SQLException e) {
            throw failed(operation, e);
        }
    }

    private <T> T borrow(String operation, Connections.Step<T> step) throws SQLException {
        try {
            return connections.borrow(operation, step);
        } catch (UnavailableException | SQLException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(operation, e);
        }
    }

    /**
     * Does work that may be repeated, and repeats it where the database asked for that: after pauses of random length,
     * and for no longer than the timeout. A database that waits itself before it asks is not waited for many times. So
     * is work that lost its connection, but a few times only: after a restart or failover of the database a pool may
     * hand out several that are dead.
     */
    <T> T repeatably(String operation, Connections.Step<T> step) {
        long begin = System.nanoTime();
        int lost = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                return borrow(operation, step);
            } catch (SQLException e) {
                boolean losing = Dialect.lostConnection(e);
                lost += losing ? 1 : 0;
                boolean worth = losing ? lost <= MAX_LOST : dialect.asksToRepeat(e);
                if (!worth || !isWorthRepeating(begin)) {
                    throw failed(operation, e);
                }
                if (!losing) {
                    pause(attempt);
                }
            }
        }
    }

    /** Works on a list again and again, each time on what is left of it, as {@link #repeatably} does. */
    <T> List<T> untilNoneIsLeft(List<T> all, UnaryOperator<List<T>> work) {
        long begin = System.nanoTime();
        List<T> left = all;
        for (int attempt = 1; !left.isEmpty() && (attempt == 1 || isWorthRepeating(begin)); attempt++) {
            if (attempt > 1) {
                pause(attempt);
            }
            left = work.apply(left);
        }
        return left;
    }

    private boolean isWorthRepeating(long begin) {
        return System.nanoTime() - begin < timeoutNanos
                && !Thread.currentThread().isInterrupted();
    }

    private static void pause(int attempt) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, 10L * attempt);
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, most)));
    }

    /** Does work of several statements as one transaction, which may be repeated. */
    <T> T inTransaction(String operation, Connections.Step<T> step) {
        return transaction(operation, session -> {
            T result = step.with(session);
            session.commit();
            return result;
        });
    }

    /** Does work in a transaction that is rolled back. */
    <T> T rolledBack(String operation, Connections.Step<T> step) {
        return transaction(operation, session -> {
            T result = step.with(session);
            session.connection().rollback();
            return result;
        });
    }

    private <T> T transaction(String operation, Connections.Step<T> step) {
        return repeatably(operation, session -> {
            session.connection().setAutoCommit(false);
            T result;
            try {
                for (String sql : dialect.transactions().beginning()) {
                    session.execute(sql);
                }
                result = step.with(session);
            } catch (Throwable e) {
                ends.undo(session.connection(), e);
                throw e;
            }
            ends.finish(session.connection());
            return result;
        });
    }

    /** A failure of the database, its driver or the pool. */
    static UnavailableException failed(String operation, Throwable cause) {
        return UnavailableException.store(operation, "the database failed", QuotedRows.removedFrom(cause));
    }
}
