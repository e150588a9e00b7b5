package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.text.ReadableText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of an owner's tokens to be read. Immutable and thread-safe. */
public final class TokenQuery {
    /** The most tokens of one page. */
    public static final int MAX_LIMIT = 1000;

    private static final int DEFAULT_LIMIT = 100;

    private final String owner;
    private final boolean withRevoked;
    private final int limit;
    private final TokenPage.@Nullable Cursor after;

    private TokenQuery(String owner, boolean withRevoked, int limit, TokenPage.@Nullable Cursor after) {
        this.owner = owner;
        this.withRevoked = withRevoked;
        this.limit = limit;
        this.after = after;
    }

    /**
     * The first page of an owner's tokens that are not revoked.
     *
     * @param owner the owner
     * @return a query for at most 100 tokens
     * @throws dev.patkit.error.InvalidInputException if no token could have such an owner; argument {@code owner}
     */
    public static TokenQuery ownedBy(String owner) {
        return new TokenQuery(ReadableText.owner(owner), false, DEFAULT_LIMIT, null);
    }

    /**
     * Includes revoked tokens. Default: they are left out.
     *
     * @return a query that includes them
     */
    public TokenQuery includingRevoked() {
        return new TokenQuery(owner, true, limit, after);
    }

    /**
     * Sets how many tokens a page has at most. Default: 100.
     *
     * @param tokens 1 to 1000
     * @return a query with the limit
     * @throws IllegalArgumentException if out of bounds
     */
    public TokenQuery limit(int tokens) {
        if (tokens < 1 || tokens > MAX_LIMIT) {
            throw new IllegalArgumentException("tokens must be 1 to " + MAX_LIMIT);
        }
        return new TokenQuery(owner, withRevoked, tokens, after);
    }

    /**
     * Goes on behind the last token of an earlier page. Default: from the newest.
     *
     * @param cursor {@link TokenPage#next()} of that page
     * @return a query for the page that follows
     */
    public TokenQuery after(TokenPage.Cursor cursor) {
        return new TokenQuery(owner, withRevoked, limit, requireNonNull(cursor, "cursor must not be null"));
    }

    /**
     * Whose tokens.
     *
     * @return the owner
     */
    public String owner() {
        return owner;
    }

    /**
     * Whether revoked tokens are read too.
     *
     * @return false by default
     */
    public boolean withRevoked() {
        return withRevoked;
    }

    /**
     * The most tokens of the page.
     *
     * @return 1 to 1000
     */
    public int limit() {
        return limit;
    }

    /**
     * Where the page begins.
     *
     * @return the cursor, or empty for the newest token
     */
    public Optional<TokenPage.Cursor> after() {
        return Optional.ofNullable(after);
    }
}
