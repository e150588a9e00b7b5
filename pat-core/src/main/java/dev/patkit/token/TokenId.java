package dev.patkit.token;

import dev.patkit.internal.text.Base62;
import dev.patkit.internal.text.TokenLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token's public handle: a random 63-bit number, written as 11 base62 digits. It may be shown, logged and put in a URL;
 * knowing it proves nothing. Stored as BIGINT, so no collation can blur it.
 *
 * @param value 0 to {@link Long#MAX_VALUE}
 */
public record TokenId(long value) {
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
     * Reads an id as {@link #toString()} writes it; one id has one spelling. Strangers send ids, so a text that is not one is
     * an answer and no exception: a service answers HTTP 404.
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

    /** The 11 base62 digits. */
    @Override
    public String toString() {
        return Base62.write(value, TokenLayout.ID_LENGTH);
    }
}
