package dev.patkit.store;

/**
 * A token store that counts its changes, so that a verifier may answer from memory and still know within a bound that a token
 * was revoked. A store that is no {@code EpochStore} is as good as any, but is read at every verification.
 *
 * <p>In the same atomic step as a change, the store raises counters: {@link TokenStore#revoke} that of the shard of the
 * token's id or of its owner, for each token that it revokes, and {@link TokenStore#setSuspended} that of the owner's shard
 * where the owner was not in that state before. So whoever sees a counter raised sees the change, and whoever sees the change
 * sees the counter raised, however long a transaction stays open. Raising more counters is allowed and costs only reads. A
 * counter is raised by the store itself from the value it has ({@code n = n + 1}) and never goes back.
 *
 * <p>Adding tokens, {@link TokenStore#recordUses} and {@link TokenStore#purge} need to raise nothing: no verifier remembers
 * that a token is absent, a new hash is one of the same secret, and what is purged was dead before.
 */
public interface EpochStore extends TokenStore {
    /**
     * Reads all counters; called several times within a verifier's bound, whatever the number of tokens.
     *
     * @return each counter as of a moment after the call began
     */
    Epochs epochs();
}
