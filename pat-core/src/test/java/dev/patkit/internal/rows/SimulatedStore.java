package dev.patkit.internal.rows;

import dev.patkit.error.UnavailableException;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.Change;
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
 * A store whose transactions are open as long as a schedule says. While it answers, whatever the schedule says
 * happens before and after the moment that the answer is of.
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
    record Transaction(int token, int owner, boolean suspended) {
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

    void begin(Transaction transaction) {
        if (raising == Raising.WHEN_THE_TRANSACTION_BEGINS) {
            epochs[transaction.shard()]++;
        }
    }

    void commit(Transaction transaction, long now) {
        if (transaction.token >= 0) {
            revokedAt[transaction.token] = Math.min(revokedAt[transaction.token], now);
        } else if (!transaction.suspended) {
            suspendedAt[transaction.owner] = NEVER;
        } else if (suspendedAt[transaction.owner] == NEVER) {
            suspendedAt[transaction.owner] = now;
        }
        if (raising == Raising.WITH_THE_CHANGE) {
            epochs[transaction.shard()]++;
        }
    }

    /** What a store does that raises epochs in a step of its own. */
    void raiseLate(Transaction transaction) {
        if (raising == Raising.SOME_TIME_AFTER_THE_CHANGE) {
            epochs[transaction.shard()]++;
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
    public TokenPage list(TokenQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Change.Outcome apply(Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void recordUses(List<TokenUse> uses) {}

    @Override
    public int purge(Instant deadBefore, int limit) {
        throw new UnsupportedOperationException();
    }
}
