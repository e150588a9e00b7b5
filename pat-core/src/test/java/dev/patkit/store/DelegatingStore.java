package dev.patkit.store;

import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that hands everything on to an honest one; those that break a promise override a method. */
abstract class DelegatingStore implements EpochStore {
    private final EpochStore honest = new InMemoryTokenStore();

    @Override
    public Insertion insert(StoredToken token) {
        return honest.insert(token);
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        return honest.find(id);
    }

    @Override
    public TokenPage list(TokenQuery query) {
        return honest.list(query);
    }

    @Override
    public int revoke(Selection selection, Instant at) {
        return honest.revoke(selection, at);
    }

    @Override
    public void setSuspended(String owner, boolean suspended, Instant at) {
        honest.setSuspended(owner, suspended, at);
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
        honest.recordUses(uses);
    }

    @Override
    public int purge(Instant deadBefore, int limit) {
        return honest.purge(deadBefore, limit);
    }

    @Override
    public Epochs epochs() {
        return honest.epochs();
    }
}
