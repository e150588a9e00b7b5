package dev.patkit.token;

import dev.patkit.fault.InvalidInputException;
import dev.patkit.guard.FieldGuard;
import java.beans.Transient;
import java.nio.charset.StandardCharsets;

/**
 * A token's public handle: a random 63-bit number, written as 11 base62 digits. It may be shown, logged and put in a
 * URL; knowing it proves nothing. Stored as BIGINT, so no collation can blur it. Immutable and thread-safe.
 *
 * <p>As a {@code CharSequence} it is its 11 digits, and that is how Jackson 2 and 3 write it: JavaScript would round a
 * JSON number of 63 bits. It is equal to ids only, not to text.
 */
public final class TokenId implements CharSequence {
    static final int LENGTH = 11;

    private static final FieldGuard GUARD =
            FieldGuard.of(TokenId.class, "its fields are no JSON; write toString() yourself");

    private final FieldGuard guard = GUARD;
    private final transient long value;

    /**
     * An id as stores keep it.
     *
     * @param value 0 to {@link Long#MAX_VALUE}
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public TokenId(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("value must not be negative");
        }
        this.value = value;
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

    /**
     * The number, for stores.
     *
     * @return 0 to {@link Long#MAX_VALUE}
     */
    public long value() {
        return value;
    }

    /** Tells Jackson to pass over the field of this name, even where it goes by fields. */
    @Transient
    @SuppressWarnings("UnusedMethod")
    private FieldGuard getGuard() {
        return guard;
    }

    /** Always 11. */
    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenId id && value == id.value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    /** The 11 base62 digits. */
    @Override
    public String toString() {
        return Base62.write(value, LENGTH);
    }
}
