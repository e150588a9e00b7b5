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
 * The audit trail. Actions of members in the web app are written at once, and fail if they cannot be written. Requests
 * to services are queued in memory and written every second, so they never wait for the database. If there are too
 * many, only the first ones are stored individually and the rest as a count, so that a flood fills neither the table
 * nor the memory.
 */
public final class AuditTrail implements AutoCloseable {
    /** The number of events per action that are stored individually between two writes. */
    static final int MAX_INDIVIDUAL = 200;
    /** The number of traffic events that the table keeps. */
    private static final int MAX_TRAFFIC_ROWS = 100_000;

    private final AuditTable table;
    private final Clock clock;
    private final PeriodicTasks writer = new PeriodicTasks();
    private final Object lock = new Object();
    private List<AuditEvent> queued = new ArrayList<>();
    private Map<String, Integer> overflow = new TreeMap<>();

    /** An audit trail that is stored in a database. */
    public AuditTrail(Jdbi jdbi, Clock clock) {
        table = new AuditTable(jdbi);
        this.clock = clock;
        writer.every(Duration.ofSeconds(1), this::flush)
                .every(Duration.ofMinutes(10), () -> table.trimTraffic(MAX_TRAFFIC_ROWS));
    }

    /** Writes an event at once. Fails if the database fails. */
    public void record(AuditEvent event) {
        table.insert(List.of(event));
    }

    /** Queues an event to be written soon. Never fails, and never waits for the database. */
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

    /** Writes the queued events. They stay queued if the database fails. */
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

    /** Returns the newest events after a position, including queued ones. */
    public List<AuditEvent> after(AuditCursor position, int limit) {
        flush();
        return table.after(position, limit);
    }

    /** Writes the queued events and stops. */
    @Override
    public void close() {
        writer.close();
        flush();
    }
}
