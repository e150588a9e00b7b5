package dev.patkit.store;

import dev.patkit.fault.InvalidInputException;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.Optional;

/**
 * A place in an owner's list of tokens: behind one token. Its text holds no secret and may go into a link; a text from
 * outside can name any place, but only in the list of the owner that is asked for.
 *
 * @param createdAt the token's instant of issue
 * @param id the token's id
 */
public record PageCursor(Instant createdAt, TokenId id) {
    /**
     * The place behind a token.
     *
     * @param token the token
     * @return its place
     */
    public static PageCursor behind(Token token) {
        return new PageCursor(token.createdAt(), token.id());
    }

    /**
     * Reads a cursor as {@link #toString()} writes it.
     *
     * @param text the text
     * @return the cursor
     * @throws InvalidInputException if the text is anything else; argument {@code cursor}
     */
    public static PageCursor parse(String text) {
        return read(text)
                .filter(cursor -> cursor.toString().equals(text))
                .orElseThrow(() -> new InvalidInputException("cursor", "must be one that a page of this list gave"));
    }

    private static Optional<PageCursor> read(String text) {
        int dot = text.indexOf('.');
        try {
            Instant createdAt = Instant.ofEpochMilli(Long.parseLong(text, 0, Math.max(dot, 0), 10));
            return Optional.of(new PageCursor(createdAt, TokenId.parse(text.substring(dot + 1))));
        } catch (NumberFormatException | InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** Milliseconds, a dot, the id. */
    @Override
    public String toString() {
        return createdAt.toEpochMilli() + "." + id;
    }
}
