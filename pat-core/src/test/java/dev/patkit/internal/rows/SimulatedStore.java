package dev.patkit.internal.rows;

import dev.patkit.error.UnavailableException;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A store whose transactions are open as long as a schedule says. While it answers, whatever the schedule says happens before
 * and after the moment that the answer is of.
 */
final class SimulatedStore implements EpochStore {
    static final int TOKENS = 4;
    static final int OWNERS = 2;
    static final long NEVER = Long.MAX_VALUE;

    /** How the store raises epochs; all but the first break the promise. */
    enum Raising {
        WITH_THE_CHANGE,
        WHEN_THE_TRANSACTION_BEGINS,
        SOME_TIME_AFTER_THE_CHANGE
    }

    private final Raising raising;
    private final SecretHash hash;
    private final Runnable meanwhile;
    private final long[] epochs = new long[Epochs.SHARDS];
    private final long[] revokedAt = {NEVER, NEVER, NEVER, NEVER};
    private final long[] suspendedAt = {NEVER, NEVER};
    private boolean broken;
    private int reads;

    SimulatedStore(Raising raising, SecretHash hash, Runnable meanwhile) {
        this.raising = raising;
        this.hash = hash;
        this.meanwhile = meanwhile;
    }

    /** A transaction: revokes a token, or suspends or reinstates an owner. */
    record Change(int token, int owner, boolean suspended) {
        int shard() {
            return token >= 0 ? Epochs.shardOf(idOf(token)) : Epochs.shardOf(ownerOf(owner));
        }
    }

    static TokenId idOf(int token) {
        return new TokenId(1000L + token);
    }

    static String ownerOf(int owner) {
        return "owner " + owner;
    }

    void begin(Change change) {
        if (raising == Raising.WHEN_THE_TRANSACTION_BEGINS) {
            epochs[change.shard()]++;
        }
    }

    void commit(Change change, long now) {
        if (change.token >= 0) {
            revokedAt[change.token] = Math.min(revokedAt[change.token], now);
        } else if (!change.suspended) {
            suspendedAt[change.owner] = NEVER;
        } else if (suspendedAt[change.owner] == NEVER) {
            suspendedAt[change.owner] = now;
        }
        if (raising == Raising.WITH_THE_CHANGE) {
            epochs[change.shard()]++;
        }
    }

    /** What a store does that raises epochs in a step of its own. */
    void raiseLate(Change change) {
        if (raising == Raising.SOME_TIME_AFTER_THE_CHANGE) {
            epochs[change.shard()]++;
        }
    }

    void setBroken(boolean broken) {
        this.broken = broken;
    }

    int reads() {
        return reads;
    }

    /** Whether a token may not be accepted by a call that began so late that changes up to an instant must be known. */
    boolean mustBeRefused(int token, long known) {
        return revokedAt[token] <= known || suspendedAt[token % OWNERS] <= known;
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        reads++;
        meanwhile.run();
        requireWhole("find");
        int token = (int) (id.value() - 1000);
        int owner = token % OWNERS;
        Token facts = Token.builder(id, ownerOf(owner), "token " + token, Scopes.of(Scope.of("read")), Instant.EPOCH)
                .revokedAt(revokedAt[token] == NEVER ? null : Instant.EPOCH)
                .build();
        StoredToken row = new StoredToken(facts, hash, OptionalInt.empty(), suspendedAt[owner] != NEVER);
        meanwhile.run();
        return Optional.of(row);
    }

    private void requireWhole(String operation) {
        if (broken) {
            throw UnavailableException.store(operation, "planned", null);
        }
    }

    @Override
    public Epochs epochs() {
        meanwhile.run();
        requireWhole("epochs");
        Epochs read = Epochs.of(epochs);
        meanwhile.run();
        return read;
    }

    @Override
    public Insertion insert(StoredToken token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TokenPage list(TokenQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int revoke(Selection selection, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSuspended(String owner, boolean suspended, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void recordUses(List<TokenUse> uses) {}

    @Override
    public int purge(Instant deadBefore, int limit) {
        throw new UnsupportedOperationException();
    }
}
