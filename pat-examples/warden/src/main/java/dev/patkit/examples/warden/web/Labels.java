package dev.patkit.examples.warden.web;

import dev.patkit.error.InvalidInputException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats values as text for pages. */
final class Labels {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WITH_SECONDS =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Labels() {}

    static String time(Instant instant) {
        return DAY_AND_TIME.format(instant);
    }

    static String timeWithSeconds(Instant instant) {
        return WITH_SECONDS.format(instant);
    }

    /** Describes an invalid field in a sentence. */
    static String problem(InvalidInputException e) {
        if (e.kind() == InvalidInputException.Kind.NAME_TAKEN) {
            return "You already have a token with this name.";
        }
        String field = switch (e.argument()) {
            case "name" -> "The name ";
            case "scopes" -> "The scopes ";
            case "expiry" -> "The last day ";
            default -> "The " + e.argument() + " ";
        };
        return field + e.problem() + ".";
    }
}
