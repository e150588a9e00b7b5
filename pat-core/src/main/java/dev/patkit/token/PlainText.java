package dev.patkit.token;

import dev.patkit.fault.InvalidInputException;

/** The rules for text that people choose: stored exactly or refused, on every database alike. */
final class PlainText {
    private PlainText() {}

    /**
     * Returns the text if it is 1 to {@code most} characters (code points), not blank, and free of control characters, line
     * separators and halves of surrogate pairs.
     */
    static String require(String argument, String text, int most) {
        if (text.isBlank()) {
            throw new InvalidInputException(argument, "must not be blank");
        }
        return requireOptional(argument, text, most);
    }

    /** The same for text that may be empty. */
    static String requireOptional(String argument, String text, int most) {
        if (text.length() > 2 * most || text.codePointCount(0, text.length()) > most) {
            throw new InvalidInputException(argument, "must be at most " + most + " characters");
        }
        if (text.codePoints().anyMatch(PlainText::isRefused)) {
            throw new InvalidInputException(argument, "must not contain control characters");
        }
        return text;
    }

    private static boolean isRefused(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
