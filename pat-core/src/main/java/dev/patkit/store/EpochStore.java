package dev.patkit.store;

/**
 * A token store that counts its changes, so that a verifier may answer from its cache and still know within a bound
 * that a token was revoked. A store that is no {@code EpochStore} is as good as any, but is read at every verification.
 *
 * <p>In the same atomic step as a part of a {@link Change} that takes effect, the store raises the counter of that
 * part's shard; {@link TokenStore#purge} says which it raises. So whoever sees a counter raised sees the change, and
 * whoever sees the change sees the counter raised, however long a transaction stays open. Raising more counters is
 * allowed and costs only reads. A counter is raised by the store itself from the value it has ({@code n = n + 1}) and
 * never goes back.
 *
 * <p>Adding tokens and {@link TokenStore#recordUses} need to raise nothing: no verifier caches that a token is absent,
 * and a new hash is one of the same secret.
 */
public interface EpochStore extends TokenStore {
    /**
     * Reads all counters; called several times within a verifier's bound, whatever the number of tokens.
     *
     * @return each counter as of a moment after the call began
     */
    Epochs epochs();
}
