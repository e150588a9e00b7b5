package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Batches concurrent lookups: at most {@code atOnce} statements run at a time. A caller who finds a permit free reads
 * alone and pays nothing for this. The others wait in a queue; whoever gets a permit becomes a leader, whose statement
 * carries the followers that wait by then.
 *
 * <p>Each answer is as fresh as that of a read of one's own: a batch takes no follower once its statement is sent, so
 * the statement begins after each of its callers asked. Nobody joins a statement that is running. There is no thread of
 * its own.
 */
final class BatchedReads {
    private final JdbcWork work;
    private final RowReads rows;
    private final Leases permits;
    private final long patienceNanos;
    private final Queue<PendingRead> queue = new ConcurrentLinkedQueue<>();

    BatchedReads(JdbcWork work, RowReads rows, int atOnce, Duration patience) {
        this.work = work;
        this.rows = rows;
        patienceNanos = patience.toNanos();
        permits = new Leases(atOnce, 2 * patienceNanos, System::nanoTime);
    }

    Optional<StoredToken> find(TokenId id) {
        Leases.Lease alone = queue.isEmpty() ? permits.tryAcquire() : null;
        if (alone != null) {
            try {
                return work.repeatably("find", session -> rows.one(session, id.value()));
            } finally {
                passOn(alone);
            }
        }
        PendingRead read = new PendingRead(id.value());
        queue.add(read);
        // A permit may have been returned between the first attempt and the entry in the queue, when no reader was
        // waiting.
        Leases.Lease free = permits.tryAcquire();
        if (free != null) {
            passOn(free);
        }
        Leases.Lease lease = read.awaitTurn(patienceNanos);
        return lease == null ? read.answer() : lead(read, lease);
    }

    /** Gives the permit to the first who still waits, or back. Called once per permit. */
    private void passOn(Leases.Lease permit) {
        Leases.Lease lease = permit;
        while (lease != null) {
            for (PendingRead next = queue.poll(); next != null; next = queue.poll()) {
                Leases.Lease renewed = permits.renew(lease);
                if (renewed == null) {
                    queue.add(next);
                    return;
                }
                lease = renewed;
                if (next.lead(lease)) {
                    return;
                }
            }
            permits.release(lease);
            lease = queue.isEmpty() ? null : permits.tryAcquire();
        }
    }

    private Optional<StoredToken> lead(PendingRead own, Leases.Lease lease) {
        List<PendingRead> followers = new ArrayList<>();
        Map<Long, Supplier<Optional<StoredToken>>> answers;
        try {
            answers = work.repeatably("find", session -> read(session, own, followers));
        } catch (Throwable e) {
            fail(followers, e);
            throw e;
        } finally {
            passOn(lease);
        }
        followers.forEach(read -> read.answer(RowReads.answer(answers, read.id())));
        return RowReads.answer(answers, own.id()).get();
    }

    /** Collects followers only now that a connection is there, and sends the statement. */
    private Map<Long, Supplier<Optional<StoredToken>>> read(
            Session session, PendingRead own, List<PendingRead> followers) throws SQLException {
        while (followers.size() < ReadSql.MAX_ROWS - 1) {
            PendingRead next = queue.poll();
            if (next == null) {
                break;
            }
            if (next.follow()) {
                followers.add(next);
            }
        }
        long[] ids = new long[followers.size() + 1];
        ids[0] = own.id();
        for (int i = 1; i < ids.length; i++) {
            ids[i] = followers.get(i - 1).id();
        }
        return rows.several(session, ids);
    }

    /**
     * A failed batch is unavailable for all of its callers, each with an exception of its own, and is not repeated. If
     * it failed because its leader was interrupted, the followers keep waiting.
     */
    private void fail(List<PendingRead> followers, Throwable cause) {
        for (PendingRead read : followers) {
            if (!Thread.currentThread().isInterrupted()) {
                read.answer(() -> {
                    throw UnavailableException.store("find", "the batch that carried this read failed", cause);
                });
            } else if (read.requeue()) {
                queue.add(read);
            }
        }
    }
}
