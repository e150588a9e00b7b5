package dev.patkit.token;

import dev.patkit.internal.guard.FieldGuard;
import dev.patkit.internal.text.Base62;
import dev.patkit.internal.text.TokenLayout;
import java.beans.Transient;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token's public handle: a random 63-bit number, written as 11 base62 digits. It may be shown, logged and put in a
 * URL; knowing it proves nothing. Stored as BIGINT, so no collation can blur it. Immutable and thread-safe.
 *
 * <p>As a {@code CharSequence} it is its 11 digits, and that is how Jackson 2 and 3 write it: JavaScript would round a
 * JSON number of 63 bits. It is equal to ids only, not to text.
 */
public final class TokenId implements CharSequence {
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
     * Reads an id as {@link #toString()} writes it; one id has one spelling. Strangers send ids, so a text that is not
     * one is an answer and no exception: a service answers HTTP 404.
     *
     * @param text what was sent, or null
     * @return the id, or empty unless the text is 11 base62 digits of a 63-bit number
     */
    public static Optional<TokenId> parse(@Nullable String text) {
        if (text == null || text.length() != TokenLayout.ID_LENGTH) {
            return Optional.empty();
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        long value = Base62.read(ascii, 0, ascii.length);
        return value < 0 ? Optional.empty() : Optional.of(new TokenId(value));
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
        return TokenLayout.ID_LENGTH;
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
        return Base62.write(value, TokenLayout.ID_LENGTH);
    }
}
