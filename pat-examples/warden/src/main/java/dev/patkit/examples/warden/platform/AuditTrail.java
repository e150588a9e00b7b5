package dev.patkit.examples.warden.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Who did what. What members do in the web app is written at once, or the deed fails. Calls of services are gathered in
 * memory and written every second, so that they wait for nothing; of a flood, the first are kept one by one and the rest as
 * a count, so that nobody outside can fill the table or the memory.
 */
public final class AuditTrail implements AutoCloseable {
    /** The calls of one kind that are kept one by one between two writes. */
    static final int MAX_INDIVIDUAL = 200;
    /** The calls that the table keeps. */
    private static final int MAX_TRAFFIC_ROWS = 100_000;

    private final AuditTable table;
    private final Clock clock;
    private final PeriodicTasks writer = new PeriodicTasks();
    private final Object lock = new Object();
    private List<AuditEvent> queued = new ArrayList<>();
    private Map<String, Integer> overflow = new TreeMap<>();

    /** A trail in a database. */
    public AuditTrail(Jdbi jdbi, Clock clock) {
        table = new AuditTable(jdbi);
        this.clock = clock;
        writer.every(Duration.ofSeconds(1), this::flush)
                .every(Duration.ofMinutes(10), () -> table.trimTraffic(MAX_TRAFFIC_ROWS));
    }

    /** Writes an event now. A database that fails now makes this fail. */
    public void record(AuditEvent event) {
        table.insert(List.of(event));
    }

    /** Keeps a call to be written soon; never fails and never waits for the database. */
    public void enqueue(AuditEvent event) {
        synchronized (lock) {
            long sameAction = queued.stream()
                    .filter(other -> other.action() == event.action())
                    .count();
            if (sameAction < MAX_INDIVIDUAL) {
                queued.add(event);
            } else {
                overflow.merge(kind(event), 1, Integer::sum);
            }
        }
    }

    private static String kind(AuditEvent event) {
        return (event.action().label() + " " + event.reason()).strip();
    }

    /** Writes the calls that wait. A database that fails now keeps them queued. */
    public void flush() {
        List<AuditEvent> events;
        Map<String, Integer> counts;
        synchronized (lock) {
            events = queued;
            counts = overflow;
            queued = new ArrayList<>();
            overflow = new TreeMap<>();
        }
        try {
            List<AuditEvent> all = new ArrayList<>(events);
            counts.forEach((kind, count) -> all.add(summary(kind, count)));
            if (!all.isEmpty()) {
                table.insert(all);
            }
        } catch (JdbiException e) {
            events.forEach(this::enqueue);
            synchronized (lock) {
                counts.forEach((kind, count) -> overflow.merge(kind, count, Integer::sum));
            }
        }
    }

    private AuditEvent summary(String kind, int count) {
        String subject = count + " × " + kind;
        return new AuditEvent(
                UUID.randomUUID(), clock.instant(), AuditAction.NOT_RECORDED, null, subject, null, "", "", "");
    }

    /** The newest events behind a place, calls of a moment ago included. */
    public List<AuditEvent> after(AuditCursor place, int limit) {
        flush();
        return table.after(place, limit);
    }

    /** Writes the calls that wait, and stops. */
    @Override
    public void close() {
        writer.close();
        flush();
    }
}
