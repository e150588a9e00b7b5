package dev.patkit.examples.warden.rest;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses ids in paths and bodies. */
public final class Ids {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** Parses a UUID in its full length; returns empty for any other text. */
    public static Optional<UUID> parse(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
