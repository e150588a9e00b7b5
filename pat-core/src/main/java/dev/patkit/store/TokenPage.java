package dev.patkit.store;

import dev.patkit.token.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of an owner's tokens: facts only, the newest first. Immutable. */
public final class TokenPage {
    private final List<Token> tokens;
    private final @Nullable PageCursor next;

    private TokenPage(List<Token> tokens, @Nullable PageCursor next) {
        this.tokens = tokens;
        this.next = next;
    }

    /**
     * The page made of what a store read for a query, having asked for one token more than the limit.
     *
     * @param query the query
     * @param read the tokens read in order, at most one more than {@link TokenQuery#limit()}
     * @return the page, which knows whether another follows
     */
    public static TokenPage of(TokenQuery query, List<Token> read) {
        if (read.size() <= query.limit()) {
            return new TokenPage(List.copyOf(read), null);
        }
        List<Token> tokens = List.copyOf(read.subList(0, query.limit()));
        return new TokenPage(tokens, PageCursor.behind(tokens.get(tokens.size() - 1)));
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
    public Optional<PageCursor> next() {
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
}
