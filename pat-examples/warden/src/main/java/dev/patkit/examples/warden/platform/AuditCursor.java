package dev.patkit.examples.warden.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the audit trail: behind one event. Its text goes into a link.
 *
 * @param at the event's time in microseconds, so that one call after another has another time
 * @param id the event's id
 */
public record AuditCursor(long at, String id) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.([0-9a-f-]{36})");

    /** Before the newest event. */
    public static AuditCursor start() {
        return new AuditCursor(Long.MAX_VALUE, "");
    }

    /** The place behind an event. */
    public static AuditCursor after(AuditEvent event) {
        return new AuditCursor(micros(event.at()), event.id().toString());
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Reads a cursor as {@link #toString()} writes it; anything else is none. */
    public static Optional<AuditCursor> parse(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new AuditCursor(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return at + "." + id;
    }
}
