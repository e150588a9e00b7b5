package dev.patkit.internal.text;

import dev.patkit.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** placeholder until merge. */
public final class ReadableText {
    public static final int MAX_OWNER_LENGTH = 255;
    public static final int MAX_NAME_LENGTH = 100;
    public static final int MAX_DESCRIPTION_LENGTH = 500;

    private ReadableText() {}

    public static String owner(@Nullable String text) {
        return require("owner", text, MAX_OWNER_LENGTH);
    }

    public static String actor(@Nullable String text) {
        return require("actor", text, MAX_OWNER_LENGTH);
    }

    public static String name(@Nullable String text) {
        return require("name", text == null ? null : text.strip(), MAX_NAME_LENGTH);
    }

    public static String description(@Nullable String text) {
        if (text != null && text.isEmpty()) {
            return text;
        }
        return require("description", text, MAX_DESCRIPTION_LENGTH);
    }

    private static String require(String argument, @Nullable String text, int most) {
        if (text == null || text.isBlank() || text.length() > 2 * most) {
            throw new InvalidInputException(argument, "must not be blank");
        }
        return text;
    }
}
