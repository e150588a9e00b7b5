package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.values.StorableValues;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of an owner's tokens: facts only, the newest first. Immutable. */
public final class TokenPage {
    private final List<Token> tokens;
    private final @Nullable Cursor next;

    private TokenPage(List<Token> tokens, @Nullable Cursor next) {
        this.tokens = tokens;
        this.next = next;
    }

    /**
     * Makes a page of what a store read for a query. A store reads one token more than the limit, to see whether
     * another page follows.
     *
     * @param query the query
     * @param read the tokens read in order, at most one more than {@link TokenQuery#limit()}
     * @return the page, which knows whether another follows
     */
    public static TokenPage of(TokenQuery query, List<Token> read) {
        requireNonNull(query, "query must not be null");
        requireNonNull(read, "read must not be null")
                .forEach(token -> requireNonNull(token, "read must not contain null"));
        if (read.size() <= query.limit()) {
            return new TokenPage(List.copyOf(read), null);
        }
        List<Token> tokens = List.copyOf(read.subList(0, query.limit()));
        return new TokenPage(tokens, Cursor.behind(tokens.get(tokens.size() - 1)));
    }

    /**
     * The tokens of this page.
     *
     * @return an unmodifiable list
     */
    public List<Token> tokens() {
        return tokens;
    }

    /**
     * The tokens of this page, for JSON mappers, which look for a getter.
     *
     * @return {@link #tokens()}
     */
    public List<Token> getTokens() {
        return tokens;
    }

    /**
     * Where the next page begins.
     *
     * @return the cursor for {@link TokenQuery#after}, or empty if this is the last page
     */
    public Optional<Cursor> next() {
        return Optional.ofNullable(next);
    }

    /**
     * Where the next page begins, for JSON mappers, which look for a getter.
     *
     * @return the text of {@link #next()}, or null if this is the last page
     */
    public @Nullable String getNext() {
        return next == null ? null : next.toString();
    }

    /**
     * A position in an owner's list of tokens: behind one token. Its text holds no secret and may go into a link; a
     * text from outside can name any position, but only in the list of the owner of the query.
     *
     * @param createdAt the token's instant of issue, truncated to milliseconds
     * @param id the token's id
     */
    public record Cursor(Instant createdAt, TokenId id) {
        /**
         * Checks that the instant can be written in milliseconds.
         *
         * @param createdAt the token's instant of issue
         * @param id the token's id
         * @throws IllegalArgumentException if {@code createdAt} does not fit 64 bits of milliseconds
         */
        public Cursor {
            createdAt = StorableValues.instant("createdAt", requireNonNull(createdAt, "createdAt must not be null"));
            requireNonNull(id, "id must not be null");
        }

        /**
         * The position behind a token.
         *
         * @param token the token
         * @return its position
         */
        public static Cursor behind(Token token) {
            requireNonNull(token, "token must not be null");
            return new Cursor(token.createdAt(), token.id());
        }

        /**
         * Reads a cursor as {@link #toString()} writes it. Strangers send cursors, so a text that is not one is an
         * answer and no exception.
         *
         * @param text what was sent, or null
         * @return the cursor, or empty if the text is anything else
         */
        public static Optional<Cursor> parse(@Nullable String text) {
            int dot = text == null ? -1 : text.indexOf('.');
            if (text == null || dot < 1) {
                return Optional.empty();
            }
            try {
                Instant createdAt = Instant.ofEpochMilli(Long.parseLong(text, 0, dot, 10));
                return TokenId.parse(text.substring(dot + 1))
                        .map(id -> new Cursor(createdAt, id))
                        .filter(cursor -> cursor.toString().equals(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** Milliseconds, a dot, the id. */
        @Override
        public String toString() {
            return createdAt.toEpochMilli() + "." + id;
        }
    }
}
