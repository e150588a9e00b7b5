package dev.patkit.store;

import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tokens. Thread-safe. Operations are linearizable across all processes that share the store: each sees
 * everything that was acknowledged before it was called, and has taken effect as a whole when it returns. Each answers
 * or throws within a bound of the store's own. A store that cannot do its work throws {@link
 * dev.patkit.error.UnavailableException#store} and leaves nothing half done. Ids, owners and names are compared
 * character by character; instants are exact to the millisecond.
 */
public interface TokenStore {
    /**
     * Reads one token and whether its owner is suspended, as of one moment after the call began; called by every
     * verification.
     *
     * @param id the id
     * @return the row, or empty if there is none
     */
    Optional<StoredToken> find(TokenId id);

    /**
     * Reads one page of an owner's tokens, the newest first, and of those issued in one millisecond the highest id
     * first; called by token lists. A token that is there throughout a walk over the pages is seen exactly once,
     * whatever is added or removed meanwhile.
     *
     * @param query whose tokens, which of them, and from where
     * @return the page
     */
    TokenPage list(TokenQuery query);

    /**
     * Applies a change: all of its parts in one atomic step, or none. Called once per token issued, revocation and
     * suspension.
     *
     * <p>The parts are done in this order. A <b>revocation</b> sets the instant of the tokens that are not revoked yet;
     * those revoked before keep theirs. A <b>suspension</b> sets or clears what {@link #find} reports of the owner, for
     * tokens that are added later, too; it changes no token. An <b>insertion</b> adds a row, unless a token has its id
     * ({@link Change.Result#ID_TAKEN}) or a live token of its owner has its name ({@link Change.Result#NAME_TAKEN}):
     * then nothing of the whole change is done. A token counts as live here unless it is revoked or its expiry is not
     * after the new token's {@code createdAt}. Of two racing calls that clash, one wins.
     *
     * <p>For each part that took effect, and in the same atomic step, an {@link EpochStore} raises the epoch of the
     * part's shard and an {@link AuditStore} keeps the part's event.
     *
     * @param change what is to be done
     * @return what came of it
     */
    Change.Outcome apply(Change change);

    /**
     * Writes back that tokens were used; called in batches, off the verify path. Moves a last use only forward,
     * replaces a hash only where the row still has the expected one, and does nothing for tokens that are gone. Never
     * changes another fact, so it cannot undo a revocation that runs at the same time. Atomic per token.
     *
     * @param uses at most one per token
     */
    void recordUses(List<TokenUse> uses);

    /**
     * Deletes dead tokens; called by housekeeping. A token goes if it was revoked, or has expired, before the given
     * instant. Atomic per token, not per call: a purge that fails may have deleted some, and is simply called again. An
     * {@link EpochStore} raises an epoch of each deleted token that was not revoked, since another node's clock may not
     * have seen it expire.
     *
     * @param deadBefore the instant
     * @param limit the most tokens to delete in this call, at least 1, so that no long lock is held
     * @return how many were deleted; fewer than the limit means that none is left
     */
    int purge(Instant deadBefore, int limit);
}
