package dev.patkit.examples.warden.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in the audit trail, after one event. Its text form is used in links.
 *
 * @param at the event's time in microseconds, which is precise enough to order consecutive requests
 * @param id the event's id
 */
public record AuditCursor(long at, String id) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.([0-9a-f-]{36})");

    /** The position before the newest event. */
    public static AuditCursor start() {
        return new AuditCursor(Long.MAX_VALUE, "");
    }

    /** The position after an event. */
    public static AuditCursor after(AuditEvent event) {
        return new AuditCursor(micros(event.at()), event.id().toString());
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Parses the output of {@link #toString()}; returns empty for any other text. */
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
