package dev.patkit.store;

import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tokens. Thread-safe. Every method sees all that was acknowledged before it was called, by any process that shares
 * the store, and answers or throws within a bound of the store's own; a method that returns has taken effect for all of
 * them, whole. A store that cannot do its work throws {@link dev.patkit.fault.TokenStoreException} and leaves nothing half
 * done. Ids, owners and names are compared character by character; instants are exact to the millisecond.
 */
public interface TokenStore {
    /**
     * Adds a token; called once for each token issued. Atomic with two checks: no token has its id, and no live token of its
     * owner has its name. Of two racing calls that clash, one wins. A token counts as live here unless it is revoked or its
     * expiry is not after the new token's {@code createdAt}.
     *
     * @param token the token with the hash of its secret
     * @return what came of it; nothing was written unless {@link Insertion#INSERTED}
     */
    Insertion insert(StoredToken token);

    /**
     * Reads one token and whether its owner is suspended, as of one moment after the call began; called by every
     * verification.
     *
     * @param id the id
     * @return the row, or empty if there is none
     */
    Optional<StoredToken> find(TokenId id);

    /**
     * Reads one page of an owner's tokens, the newest first, and of those issued in one millisecond the highest id first;
     * called by token lists. A token that is there throughout a walk over the pages is seen exactly once, whatever is added
     * or removed meanwhile.
     *
     * @param query whose tokens, which of them, and from where
     * @return the page
     */
    TokenPage list(TokenQuery query);

    /**
     * Revokes tokens for good. All of the selection in one atomic step; tokens revoked before keep their instant.
     *
     * @param selection which tokens
     * @param at the instant of revocation
     * @return how many were not revoked before, which is 0 where the owner has no such token
     */
    int revoke(Selection selection, Instant at);

    /**
     * Suspends or reinstates an owner; called when a user is deactivated or reactivated. Asking for what is already so
     * changes nothing. Holds for tokens issued later too, and touches none of the tokens.
     *
     * @param owner the owner
     * @param suspended whether {@link #find} reports the owner as suspended from now on
     * @param at the instant of suspension
     */
    void setSuspended(String owner, boolean suspended, Instant at);

    /**
     * Writes back that tokens were used; called in batches, off the verify path. Moves a last use only forward, replaces a
     * hash only where the row still has the expected one, and does nothing for tokens that are gone. Never changes another
     * fact, so it cannot undo a revocation that runs at the same time. Atomic per token.
     *
     * @param uses at most one for each token
     */
    void recordUses(List<TokenUse> uses);

    /**
     * Deletes dead tokens; called by housekeeping. A token goes if it was revoked, or has expired, before the given instant.
     * Atomic per token, not per call: a purge that fails may have deleted some, and is simply called again.
     *
     * @param deadBefore the instant
     * @param limit the most tokens to delete in this call, so that no long lock is held
     * @return how many were deleted; fewer than the limit means that none is left
     */
    int purge(Instant deadBefore, int limit);
}
