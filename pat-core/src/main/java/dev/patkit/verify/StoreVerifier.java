package dev.patkit.verify;

import dev.patkit.fault.ClosedException;
import dev.patkit.fault.OwnerDirectoryException;
import dev.patkit.fault.TokenStoreException;
import dev.patkit.fault.UnavailableException;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
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
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies against a store, strictly: the row and the owner's suspension are read at every call, so a revocation is seen by
 * the next call on every node. What is remembered is only that a secret fits a hash. Thread-safe.
 *
 * <p>Most services get theirs from {@code PersonalAccessTokens.verifier()}; a service that only verifies builds one here and
 * closes it itself.
 */
public final class StoreVerifier implements Verifier, AutoCloseable {
    private final TokenStore store;
    private final SecretProver prover;
    private final TokenFormat format;
    private final TokenReader reader;
    private final OwnerDirectory owners;
    private final VerificationListener listener;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long deadlineNanos;
    private final LastUsedRecorder lastUsed;
    private volatile boolean closed;

    /**
     * A verifier over a store.
     *
     * @param store where tokens are kept
     * @param prover proves secrets; closed by its owner, not by this verifier
     * @param options the choices, each with a default
     */
    public StoreVerifier(TokenStore store, SecretProver prover, VerifierOptions options) {
        this.store = store;
        this.prover = prover;
        format = options.format();
        reader = new TokenReader(format, prover);
        owners = options.owners();
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
        long id = reader.idOf(presented);
        if (id < 0) {
            return Rejected.MALFORMED;
        }
        StoredToken stored = read(id);
        if (stored == null) {
            return Rejected.of(Reason.UNKNOWN, id);
        }
        if (!reader.proves(presented, id, stored.secretCheck(), stored.hash())) {
            return Rejected.of(Reason.WRONG_SECRET, id);
        }
        return checkProven(presented, Row.of(stored), requirement, scope);
    }

    private @Nullable StoredToken read(long id) {
        long begin = nanoTime.getAsLong();
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
            PresentedToken presented, Row row, @Nullable Requirement requirement, @Nullable Scope scope) {
        if (!presented.fitsOwner(row.owner())) {
            return Rejected.of(Reason.WRONG_OWNER, row);
        }
        long millis = clock.millis();
        if (row.revoked()) {
            return Rejected.of(Reason.REVOKED, row);
        }
        if (row.hasExpired(millis)) {
            return Rejected.of(Reason.EXPIRED, row);
        }
        if (row.suspended() || !isActive(row.owner())) {
            return Rejected.of(Reason.OWNER_INACTIVE, row);
        }
        Scopes effective = effectiveScopes(row);
        boolean enough =
                requirement != null ? requirement.isMetBy(effective) : scope != null && effective.contains(scope);
        if (!enough) {
            return Rejected.of(Reason.INSUFFICIENT_SCOPE, row);
        }
        noteUse(presented, row, millis);
        return new Accepted(row.token(), effective);
    }

    private boolean isActive(String owner) {
        try {
            return owners.isActive(owner);
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(owner, e);
        }
    }

    private Scopes effectiveScopes(Row row) {
        try {
            return row.scopes().intersect(owners.held(row.owner(), row.scopes()));
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(row.owner(), e);
        }
    }

    private void noteUse(PresentedToken presented, Row row, long millis) {
        lastUsed.note(row, millis);
        try {
            SecretHash hash = row.stored().hash();
            if (!prover.isCurrent(hash)) {
                format.parse(presented).ifPresent(parsed -> upgrade(parsed, hash, millis));
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

    /** Writes the last-used times that wait. A store that fails now keeps them waiting. */
    public void flush() {
        lastUsed.flush();
    }

    /** Refuses further calls, and writes the last-used times that wait. Calls already under way are let finish. */
    @Override
    public void close() {
        closed = true;
        lastUsed.close();
    }
}
