package dev.patkit;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.issuing.TokenChanges;
import dev.patkit.internal.text.ReadableText;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Anybody's tokens, for administrators and for the service itself. Every change names the actor in its audit event. Get
 * it from {@link PersonalAccessTokens#administration}. Thread-safe, unless it was joined to a transaction. It throws as
 * {@link PersonalAccessTokens} does.
 */
public final class TokenAdministration {
    private final TokenStore store;
    private final TokenChanges changes;
    private final OpenState open;
    private final String actor;

    TokenAdministration(TokenStore store, TokenChanges changes, OpenState open, String actor) {
        this.store = store;
        this.changes = changes;
        this.open = open;
        this.actor = actor;
    }

    /**
     * The same door for changes that are part of a transaction of the caller's: they take effect when the caller
     * commits, and not at all when the caller rolls back. Only changes are joined; {@link #find}, {@link #list}, {@link
     * #events} and every verification read committed rows on connections of the store's own.
     *
     * <p>Under {@link dev.patkit.verify.Freshness#within}, a joined change is seen within the bound after the commit,
     * on this node too. A change that is refused or fails leaves nothing of itself in the transaction.
     *
     * @param transaction executes changes in the transaction, such as {@code JdbcTokenStore.joining(connection)}
     * @return a door to be used while the transaction is open, by its thread only
     */
    public TokenAdministration joining(Function<Change, Change.Outcome> transaction) {
        requireNonNull(transaction, "transaction must not be null");
        return new TokenAdministration(store, changes.joining(transaction), open, actor);
    }

    /**
     * Issues a token on an owner's behalf.
     *
     * @param request what the owner is to have
     * @return the token and its secret
     * @throws dev.patkit.error.InvalidInputException as {@link PersonalAccessTokens#issue} does
     */
    public IssuedToken issue(TokenRequest request) {
        requireNonNull(request, "request must not be null");
        return changes.issue(request, actor);
    }

    /**
     * Finds a token, revoked or not.
     *
     * @param id the token
     * @return the facts, or empty if there is no such token
     */
    public Optional<Token> find(TokenId id) {
        requireNonNull(id, "id must not be null");
        open.requireOpen();
        return store.find(id).map(StoredToken::token);
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
     * Revokes a token for good, whoever owns it. The owner is looked up first, so a door that joins a transaction
     * refuses this: name the owner there.
     *
     * @param id the token
     * @return whether it was live or expired before; false if already revoked, or unknown
     * @throws UnsupportedOperationException if changes join a transaction
     */
    public boolean revoke(TokenId id) {
        requireNonNull(id, "id must not be null");
        if (changes.isJoined()) {
            throw new UnsupportedOperationException("a joined change names the owner: call revoke(owner, id)");
        }
        return find(id).map(token -> revoke(token.owner(), id)).orElse(false);
    }

    /**
     * Revokes an owner's token for good, as {@link PersonalAccessTokens#revoke} does.
     *
     * @param owner the owner
     * @param id the token
     * @return whether it was live or expired before; false if already revoked, or not the owner's
     */
    public boolean revoke(String owner, TokenId id) {
        return changes.revoke(owner, id, actor);
    }

    /**
     * Revokes all of an owner's tokens for good, in one step.
     *
     * @param owner the owner
     * @return how many were not revoked before
     */
    public int revokeAll(String owner) {
        return changes.revokeAll(owner, actor);
    }

    /**
     * Stops all of an owner's tokens, those issued later included, until {@link #reinstate}. A verification that begins
     * after this returns is refused, on every node that shares the store; under {@link
     * dev.patkit.verify.Freshness#within}, on other nodes once the bound has passed.
     *
     * @param owner the owner
     */
    public void suspend(String owner) {
        changes.suspend(owner, actor);
    }

    /**
     * Lets an owner's tokens work again. Revoked and expired ones stay refused.
     *
     * @param owner the owner
     */
    public void reinstate(String owner) {
        changes.reinstate(owner, actor);
    }

    /**
     * What happened to an owner and the owner's tokens, and who did it, the newest first: up to {@value
     * AuditStore#MAX_EVENTS} events.
     *
     * @param owner the owner
     * @return the events
     * @throws IllegalStateException if the store keeps no audit events
     */
    public List<AuditEvent> events(String owner) {
        String checked = ReadableText.owner(owner);
        open.requireOpen();
        if (store instanceof AuditStore auditing) {
            return auditing.events(checked, AuditStore.MAX_EVENTS);
        }
        throw new IllegalStateException("the store keeps no audit events: let it implement AuditStore");
    }
}
