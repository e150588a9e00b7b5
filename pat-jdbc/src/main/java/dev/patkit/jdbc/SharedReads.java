package dev.patkit.jdbc;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets reads that wait at the same time go to the database as one statement. A few trips may be under way at once; a caller
 * who finds one free goes alone, and pays nothing. The others wait in a queue, and whoever comes to lead a trip takes along
 * those who wait by then.
 *
 * <p>Each answer is as fresh as that of a read of one's own: a trip takes nobody along once its statement is sent, so the
 * statement begins after every one of its callers asked. Nobody ever joins a read that is under way.
 *
 * <p>No thread of its own. A caller waits for at most one trip that it is not on, as long as a trip holds all who wait.
 */
final class SharedReads {
    /** How many reads a trip carries; what waits for the slowest row of a trip, and what a failed trip fails. */
    static final int MOST = 64;

    private final JdbcWork work;
    private final Semaphore trips;
    private final long patienceNanos;
    private final Queue<WaitingRead> queue = new ConcurrentLinkedQueue<>();

    SharedReads(JdbcWork work, int trips, Duration patience) {
        this.work = work;
        this.trips = new Semaphore(trips);
        patienceNanos = patience.toNanos();
    }

    Optional<StoredToken> find(TokenId id) {
        if (queue.isEmpty() && trips.tryAcquire()) {
            try {
                return work.repeatably("find", connection -> RowReads.one(connection, id.value()));
            } finally {
                passOn();
            }
        }
        WaitingRead read = new WaitingRead(id.value());
        queue.add(read);
        // A trip may have ended between the look at the permits and the entry in the queue, and found nobody to pass on
        // to.
        if (trips.tryAcquire()) {
            passOn();
        }
        return read.awaitTurn(patienceNanos) ? lead(read) : read.answer();
    }

    /** Gives the permit to the first who still waits, or back. Called once for each permit. */
    private void passOn() {
        do {
            for (WaitingRead next = queue.poll(); next != null; next = queue.poll()) {
                if (next.lead()) {
                    return;
                }
            }
            trips.release();
        } while (!queue.isEmpty() && trips.tryAcquire());
    }

    private Optional<StoredToken> lead(WaitingRead own) {
        List<WaitingRead> others = new ArrayList<>();
        Map<Long, Supplier<Optional<StoredToken>>> answers;
        try {
            answers = work.repeatably("find", connection -> read(connection, own, others));
        } catch (Throwable e) {
            fail(others, e);
            throw e;
        } finally {
            passOn();
        }
        others.forEach(read -> read.answer(RowReads.answer(answers, read.id())));
        return RowReads.answer(answers, own.id()).get();
    }

    /** Closes the list of passengers only now that a connection is there, and sends the statement. */
    private Map<Long, Supplier<Optional<StoredToken>>> read(
            Connection connection, WaitingRead own, List<WaitingRead> others) throws SQLException {
        while (others.size() < MOST - 1) {
            WaitingRead next = queue.poll();
            if (next == null) {
                break;
            }
            if (next.take()) {
                others.add(next);
            }
        }
        long[] ids = new long[others.size() + 1];
        ids[0] = own.id();
        for (int i = 1; i < ids.length; i++) {
            ids[i] = others.get(i - 1).id();
        }
        return RowReads.several(connection, ids);
    }

    /**
     * A failed trip is trouble for all who were on it, each with an exception of its own, and nobody tries again. But where it
     * failed because its leader was interrupted, the others wait on.
     */
    private void fail(List<WaitingRead> others, Throwable cause) {
        for (WaitingRead read : others) {
            if (!Thread.currentThread().isInterrupted()) {
                read.answer(() -> {
                    throw new TokenStoreException("find", "a read that carried this one failed", cause);
                });
            } else if (read.putBack()) {
                queue.add(read);
            }
        }
    }
}
