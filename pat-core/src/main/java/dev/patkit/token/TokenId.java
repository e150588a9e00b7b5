package dev.patkit.token;

import dev.patkit.fault.InvalidInputException;
import java.nio.charset.StandardCharsets;

/**
 * A token's public handle: a random 63-bit number, written as 11 base62 digits. It may be shown, logged and put in a URL;
 * knowing it proves nothing. Stored as BIGINT, so no collation can blur it.
 *
 * @param value 0 to {@link Long#MAX_VALUE}
 */
public record TokenId(long value) {
    static final int LENGTH = 11;

    /**
     * Checks the range.
     *
     * @param value 0 to {@link Long#MAX_VALUE}
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public TokenId {
        if (value < 0) {
            throw new IllegalArgumentException("value must not be negative");
        }
    }

    /**
     * Reads an id as {@link #toString()} writes it; one id has one spelling.
     *
     * @param text 11 base62 digits
     * @return the id
     * @throws InvalidInputException if the text is anything else; argument {@code id}
     */
    public static TokenId parse(String text) {
        long value = text.length() == LENGTH ? read(text.getBytes(StandardCharsets.US_ASCII)) : -1;
        if (value < 0) {
            throw new InvalidInputException("id", "must be " + LENGTH + " letters and digits, as issued");
        }
        return new TokenId(value);
    }

    private static long read(byte[] ascii) {
        return Base62.read(ascii, 0, ascii.length);
    }

    /** The 11 base62 digits. */
    @Override
    public String toString() {
        return Base62.write(value, LENGTH);
    }
}
