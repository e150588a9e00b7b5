package dev.patkit.internal.values;

import dev.patkit.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Refuses values that some store could not keep exactly. Value types call it, so that no store has to. */
public final class StorableValues {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private StorableValues() {}

    /**
     * An instant in whole milliseconds, as stores keep it.
     *
     * @param argument the name of the argument, for the exception
     * @param instant the instant
     * @return the instant, truncated to milliseconds
     * @throws IllegalArgumentException if it does not fit 64 bits of milliseconds
     */
    public static Instant instant(String argument, Instant instant) {
        Instant truncated = instant.truncatedTo(ChronoUnit.MILLIS);
        if (truncated.isBefore(FIRST) || truncated.isAfter(LAST)) {
            throw new IllegalArgumentException(argument + " must fit 64 bits of milliseconds");
        }
        return truncated;
    }

    /**
     * Refuses a text that some database would refuse or change: PostgreSQL has no NUL, and drivers replace half a
     * surrogate pair by a question mark, which makes it another text.
     *
     * @param argument the name of the argument, for the exception
     * @param text the text
     * @param most how many code points it may have
     * @throws InvalidInputException if it is too long, or contains NUL or half a surrogate pair
     */
    public static void requireText(String argument, String text, int most) {
        if (text.length() > 2 * most || text.codePointCount(0, text.length()) > most) {
            throw new InvalidInputException(argument, "must be at most " + most + " characters");
        }
        if (text.indexOf('\0') >= 0 || hasHalfPair(text)) {
            throw new InvalidInputException(argument, "must not contain NUL or half a surrogate pair");
        }
    }

    /** Whether a text contains half a surrogate pair, which no encoding can write. */
    public static boolean hasHalfPair(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
