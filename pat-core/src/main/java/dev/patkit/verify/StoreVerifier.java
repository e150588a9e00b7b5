package dev.patkit.verify;

import dev.patkit.fault.ClosedException;
import dev.patkit.fault.TokenStoreException;
import dev.patkit.fault.UnavailableException;
import dev.patkit.secret.ProofDigest;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.token.ParsedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenReader;
import dev.patkit.token.TokenReading;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies against a store; strictly by default: the row and the owner's suspension are read at every call, so a revocation
 * is seen by the next call on every node, and all that is remembered is that a secret fits a hash. Under {@link
 * Freshness#within} rows are remembered too. Thread-safe.
 *
 * <p>Most services get theirs from {@code PersonalAccessTokens.verifier()}; a service that only verifies builds one here and
 * closes it itself.
 */
public final class StoreVerifier implements Verifier, AutoCloseable {
    private final TokenStore store;
    private final SecretProver prover;
    private final TokenFormat format;
    private final TokenReader reader;
    private final OwnerRights owners;
    private final VerificationListener listener;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long deadlineNanos;
    private final RowMemory memory;
    private final LastUsedRecorder lastUsed;
    private volatile boolean closed;

    /**
     * A verifier over a store.
     *
     * @param store where tokens are kept
     * @param prover proves secrets; closed by its owner, not by this verifier
     * @param options the choices, each with a default
     * @throws IllegalArgumentException if {@link Freshness#within} is asked of a store that counts no changes
     */
    public StoreVerifier(TokenStore store, SecretProver prover, VerifierOptions options) {
        this(store, prover, options, options.freshness().over(store, options));
        memory.start();
    }

    /** A verifier over a memory that somebody else starts. */
    StoreVerifier(TokenStore store, SecretProver prover, VerifierOptions options, RowMemory memory) {
        this.store = store;
        this.memory = memory;
        this.prover = prover;
        format = options.format();
        reader = new TokenReader(format, prover);
        owners = new OwnerRights(options.owners());
        listener = options.listener();
        clock = options.clock();
        nanoTime = options.nanoTime();
        deadlineNanos = options.storeDeadline().toNanos();
        lastUsed = new LastUsedRecorder(store, options.lastUsed(), listener);
    }

    @Override
    public Verification verify(PresentedToken presented, Requirement requirement) {
        return answer(presented, requirement, null);
    }

    @Override
    public Verification verify(PresentedToken presented, Scope scope) {
        return answer(presented, null, scope);
    }

    private Verification answer(PresentedToken presented, @Nullable Requirement requirement, @Nullable Scope scope) {
        try {
            Verification answer = check(presented, requirement, scope);
            Listeners.answered(listener, answer);
            return answer;
        } catch (UnavailableException e) {
            Listeners.tell(() -> listener.onTrouble(e));
            throw e;
        }
    }

    /** The checks, in their order. The secret is proven before any state is looked at. */
    private Verification check(PresentedToken presented, @Nullable Requirement requirement, @Nullable Scope scope) {
        if (closed) {
            throw new ClosedException("StoreVerifier");
        }
        if (presented.isAbsent()) {
            return Rejected.ABSENT;
        }
        TokenReading read = reader.read(presented);
        long id = read.id();
        if (id < 0) {
            return Rejected.MALFORMED;
        }
        long now = nanoTime.getAsLong();
        Row row = memory.find(id, now);
        if (row != null && row.isProvenBy(read)) {
            return checkProven(presented, row, now, requirement, scope);
        }
        if (!reader.isWellFormed(presented)) {
            return Rejected.MALFORMED;
        }
        return row == null
                ? checkStored(presented, id, read.digest(), now, requirement, scope)
                : Rejected.of(Reason.WRONG_SECRET, id);
    }

    private Verification checkStored(
            PresentedToken presented,
            long id,
            ProofDigest digest,
            long now,
            @Nullable Requirement requirement,
            @Nullable Scope scope) {
        EpochSnapshot stamp = memory.stamp();
        StoredToken stored = read(id, now);
        if (stored == null) {
            return Rejected.of(Reason.UNKNOWN, id);
        }
        if (!reader.proves(presented, id, digest, stored.secretCheck(), stored.hash())) {
            return Rejected.of(Reason.WRONG_SECRET, id);
        }
        Row row = stamp == null ? Row.passing(stored, now) : memory.remember(stored, now, digest, stamp);
        return checkProven(presented, row, now, requirement, scope);
    }

    private @Nullable StoredToken read(long id, long begin) {
        StoredToken stored;
        try {
            stored = store.find(new TokenId(id)).orElse(null);
        } catch (TokenStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TokenStoreException("find", "the store threw", e);
        }
        if (nanoTime.getAsLong() - begin > deadlineNanos) {
            throw new TokenStoreException("find", "the answer came after " + Duration.ofNanos(deadlineNanos), null);
        }
        return stored != null && stored.token().id().value() == id ? stored : null;
    }

    private Verification checkProven(
            PresentedToken presented, Row row, long now, @Nullable Requirement requirement, @Nullable Scope scope) {
        if (!presented.fitsOwner(row.owner())) {
            return Rejected.of(Reason.WRONG_OWNER, row);
        }
        if (row.isRevoked()) {
            return Rejected.of(Reason.REVOKED, row);
        }
        boolean noteDue = row.isNoteDue(now);
        long millis = row.expires() || noteDue ? clock.millis() : 0;
        if (row.hasExpired(millis)) {
            return Rejected.of(Reason.EXPIRED, row);
        }
        if (row.isSuspended() || !owners.isActive(row)) {
            return Rejected.of(Reason.OWNER_INACTIVE, row);
        }
        Scopes effective = owners.effectiveScopes(row);
        if (requirement == null ? scope == null || !effective.contains(scope) : !requirement.isMetBy(effective)) {
            return Rejected.of(Reason.INSUFFICIENT_SCOPE, row);
        }
        if (noteDue) {
            noteUse(presented, row, now, millis);
        }
        return new Accepted(row.token(), effective);
    }

    private void noteUse(PresentedToken presented, Row row, long now, long millis) {
        row.noteNextAt(now + TimeUnit.MILLISECONDS.toNanos(lastUsed.note(row, millis)));
        try {
            if (row.isHashUnseen() && !prover.isCurrent(row.hash())) {
                format.parse(presented).ifPresent(parsed -> upgrade(parsed, row.hash(), millis));
            }
        } catch (UnavailableException e) {
            Listeners.tell(() -> listener.onTrouble(e));
        }
    }

    private void upgrade(ParsedToken parsed, SecretHash stored, long millis) {
        if (lastUsed.claimUpgrade(parsed.id())) {
            try {
                lastUsed.noteUpgrade(parsed.id(), millis, stored, prover.hash(parsed.secret()));
            } finally {
                lastUsed.releaseUpgrade(parsed.id());
            }
        }
    }

    /**
     * The format this verifier reads.
     *
     * @return the format
     */
    public TokenFormat format() {
        return format;
    }

    /**
     * Takes note that this process has revoked a token: the next verification reads its row again, whatever the freshness.
     *
     * @param id the token
     */
    public void forget(TokenId id) {
        memory.forget(Epochs.shardOf(id));
    }

    /**
     * Takes note that this process has revoked all of an owner's tokens, or has suspended or reinstated the owner: the next
     * verifications read their rows again, whatever the freshness.
     *
     * @param owner the owner
     */
    public void forget(String owner) {
        memory.forget(Epochs.shardOf(owner));
    }

    /** Writes the last-used times that wait. A store that fails now keeps them waiting. */
    public void flush() {
        lastUsed.flush();
    }

    /**
     * Refuses further calls, and writes the last-used times that wait. Calls already under way are let finish. A store that
     * hangs is waited for five seconds for those, and five for a poll under {@link Freshness#within}.
     */
    @Override
    public void close() {
        closed = true;
        memory.close();
        lastUsed.close();
    }
}
