package dev.patkit;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.issuing.TokenChanges;
import dev.patkit.internal.text.ReadableText;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Verifier;
import java.util.Optional;

/**
 * Issues personal access tokens to a service's users, verifies them on every request, and lets their owners list and
 * revoke them. {@link #administration} is the door for what concerns anybody's tokens, {@link #housekeeping} for
 * scheduled jobs. One instance serves the whole process; it is thread-safe, safe under virtual threads, and closed with
 * the service.
 *
 * <p>Methods that name an owner treat another owner's token as if it did not exist. An owner that no token could have
 * is an {@link dev.patkit.error.InvalidInputException}. Everything throws {@link dev.patkit.error.UnavailableException}
 * when the store or the hasher cannot do its work, and after {@link #close()}. Each change is committed when its method
 * returns.
 */
public final class PersonalAccessTokens implements AutoCloseable {
    private final TokenStore store;
    private final TokenChanges changes;
    private final Verifier verifier;
    private final Housekeeping housekeeping;
    private final String scannerExpression;
    private final OpenState open;

    PersonalAccessTokens(
            TokenStore store,
            TokenChanges changes,
            Verifier verifier,
            Housekeeping housekeeping,
            String scannerExpression,
            OpenState open) {
        this.store = store;
        this.changes = changes;
        this.verifier = verifier;
        this.housekeeping = housekeeping;
        this.scannerExpression = scannerExpression;
        this.open = open;
    }

    /**
     * Returns a builder. The store is the one part that has no default. Close what is built before the store's
     * connection pool: closing writes the last-used times that wait.
     *
     * @param store where tokens are kept; closing it is its owner's business
     * @return a builder with defaults
     */
    public static PersonalAccessTokensBuilder builder(TokenStore store) {
        return new PersonalAccessTokensBuilder(requireNonNull(store, "store must not be null"));
    }

    /**
     * Issues a token. The secret is in the returned value and nowhere else: show it once, then forget it. The token is
     * kept when this returns. Slow: one run of the hasher and one transaction.
     *
     * @param request what the owner asks for
     * @return the token and its secret
     * @throws dev.patkit.error.InvalidInputException if a scope is not one that the service grants, the expiry is not
     *     in the future, the owner is not active, or a live token of the owner has the name; nothing was written
     */
    public IssuedToken issue(TokenRequest request) {
        requireNonNull(request, "request must not be null");
        return changes.issue(request, request.owner());
    }

    /**
     * The verifier to call on every request.
     *
     * @return the same verifier at every call; closed with this
     */
    public Verifier verifier() {
        return verifier;
    }

    /**
     * A regular expression that finds this service's tokens in text, for secret scanners. It uses no look-around, so
     * RE2, PCRE and Java read it alike.
     *
     * @return such as {@code \bacme_[0-9A-Za-z]{60}\b}
     */
    public String scannerExpression() {
        return scannerExpression;
    }

    /**
     * Finds an owner's token, revoked or not.
     *
     * @param owner the owner
     * @param id the token
     * @return the facts, or empty if the owner has no such token
     */
    public Optional<Token> find(String owner, TokenId id) {
        String checked = ReadableText.owner(owner);
        requireNonNull(id, "id must not be null");
        open.requireOpen();
        return store.find(id)
                .map(StoredToken::token)
                .filter(token -> token.owner().equals(checked));
    }

    /**
     * Lists an owner's tokens that are not revoked, the newest first: the first 100.
     *
     * @param owner the owner
     * @return the first page
     */
    public TokenPage list(String owner) {
        return list(TokenQuery.ownedBy(owner));
    }

    /**
     * Lists one page of an owner's tokens, the newest first.
     *
     * @param query whose tokens, which of them, and from where
     * @return the page
     */
    public TokenPage list(TokenQuery query) {
        requireNonNull(query, "query must not be null");
        open.requireOpen();
        return store.list(query);
    }

    /**
     * Revokes an owner's token for good. A verification that begins after this returns is refused, on every node that
     * shares the store; under {@link dev.patkit.verify.Freshness#within}, on other nodes once the bound has passed.
     *
     * @param owner the owner
     * @param id the token
     * @return whether it was live or expired before; false if already revoked, or not the owner's
     */
    public boolean revoke(String owner, TokenId id) {
        return changes.revoke(owner, id, owner);
    }

    /**
     * Revokes all of an owner's tokens for good, in one step.
     *
     * @param owner the owner
     * @return how many were not revoked before
     */
    public int revokeAll(String owner) {
        return changes.revokeAll(owner, owner);
    }

    /**
     * The door for administrators and for the service itself: anybody's tokens.
     *
     * @param actor who makes the changes, as audit events name it
     * @return a door for this actor; make one per actor, it is cheap
     * @throws dev.patkit.error.InvalidInputException if the actor is missing or cannot be read; argument {@code actor}
     */
    public TokenAdministration administration(String actor) {
        return new TokenAdministration(store, changes, open, ReadableText.actor(actor));
    }

    /**
     * The door for scheduled jobs.
     *
     * @return the same one at every call; closed with this
     */
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /**
     * Refuses further calls, writes the last-used times that wait, and stops all threads. Calls under way complete. A
     * store that hangs is waited for five seconds, and five more for a poll under {@link
     * dev.patkit.verify.Freshness#within}. Closing twice has no further effect.
     */
    @Override
    public void close() {
        open.close();
        housekeeping.close();
    }
}
