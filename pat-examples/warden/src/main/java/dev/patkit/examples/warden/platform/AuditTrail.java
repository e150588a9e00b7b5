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
 * a number, so that nobody outside can fill the table or the memory.
 */
public final class AuditTrail implements AutoCloseable {
    /** The calls of one kind that are kept one by one between two writes. */
    static final int ONE_BY_ONE = 200;
    /** The calls that the table keeps. */
    private static final int CALLS_KEPT = 100_000;

    private final AuditTable table;
    private final Clock clock;
    private final Periodic writer = new Periodic();
    private final Object lock = new Object();
    private List<AuditEvent> waiting = new ArrayList<>();
    private Map<String, Integer> counted = new TreeMap<>();

    /** A trail in a database. */
    public AuditTrail(Jdbi jdbi, Clock clock) {
        table = new AuditTable(jdbi);
        this.clock = clock;
        writer.every(Duration.ofSeconds(1), this::flush)
                .every(Duration.ofMinutes(10), () -> table.keepTraffic(CALLS_KEPT));
    }

    /** Writes an event now. A database that fails now makes this fail. */
    public void record(AuditEvent event) {
        table.insert(List.of(event));
    }

    /** Keeps a call to be written soon; never fails and never waits for the database. */
    public void note(AuditEvent event) {
        synchronized (lock) {
            long alike = waiting.stream()
                    .filter(other -> other.action() == event.action())
                    .count();
            if (alike < ONE_BY_ONE) {
                waiting.add(event);
            } else {
                counted.merge(kind(event), 1, Integer::sum);
            }
        }
    }

    private static String kind(AuditEvent event) {
        return (event.action().label() + " " + event.reason()).strip();
    }

    /** Writes the calls that wait. A database that fails now keeps them waiting. */
    public void flush() {
        List<AuditEvent> events;
        Map<String, Integer> numbers;
        synchronized (lock) {
            events = waiting;
            numbers = counted;
            waiting = new ArrayList<>();
            counted = new TreeMap<>();
        }
        try {
            List<AuditEvent> all = new ArrayList<>(events);
            numbers.forEach((kind, number) -> all.add(number(kind, number)));
            if (!all.isEmpty()) {
                table.insert(all);
            }
        } catch (JdbiException e) {
            events.forEach(this::note);
            synchronized (lock) {
                numbers.forEach((kind, number) -> counted.merge(kind, number, Integer::sum));
            }
        }
    }

    private AuditEvent number(String kind, int number) {
        String subject = number + " × " + kind;
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
