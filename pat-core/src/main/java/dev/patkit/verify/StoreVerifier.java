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
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenState;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies against a store, strictly: the row and the owner's suspension are read at every call, so a revocation is seen by
 * the next call on every node. What is remembered is only that a secret fits a hash. Thread-safe.
 *
 * <p>Most services get theirs from {@code PersonalAccessTokens.verifier()}; a service that only verifies builds one here and
 * closes it itself.
 */
public final class StoreVerifier implements Verifier, AutoCloseable {
    private final TokenStore store;
    private final VerifierOptions options;
    private final SecretProver prover;
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
        this.options = options;
        lastUsed = new LastUsedRecorder(store, options.lastUsed(), options.listener());
    }

    @Override
    public Verification verify(PresentedToken presented, Requirement requirement) {
        try {
            Verification answer = check(presented, requirement);
            Listeners.tell(() -> options.listener().onAnswer(answer));
            return answer;
        } catch (UnavailableException e) {
            Listeners.tell(() -> options.listener().onTrouble(e));
            throw e;
        }
    }

    /** The checks, in their order. The secret is proven before any state is looked at. */
    private Verification check(PresentedToken presented, Requirement requirement) {
        if (closed) {
            throw new ClosedException("StoreVerifier");
        }
        if (presented.isAbsent()) {
            return new Rejected(Reason.ABSENT, null);
        }
        Optional<ParsedToken> parsed = options.format().parse(presented);
        if (parsed.isEmpty()) {
            return new Rejected(Reason.MALFORMED, null);
        }
        TokenId id = parsed.get().id();
        Optional<StoredToken> row = read(id);
        if (row.isEmpty()) {
            return new Rejected(Reason.UNKNOWN, id);
        }
        if (!proves(parsed.get(), row.get())) {
            return new Rejected(Reason.WRONG_SECRET, id);
        }
        if (!presented.fitsOwner(row.get().token().owner())) {
            return new Rejected(Reason.WRONG_OWNER, id);
        }
        return checkProven(parsed.get(), row.get(), requirement);
    }

    private Optional<StoredToken> read(TokenId id) {
        long begin = options.nanoTime().getAsLong();
        Optional<StoredToken> row;
        try {
            row = store.find(id).filter(found -> found.token().id().equals(id));
        } catch (TokenStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TokenStoreException("find", "the store threw", e);
        }
        if (options.nanoTime().getAsLong() - begin > options.storeDeadline().toNanos()) {
            throw new TokenStoreException("find", "the answer came after " + options.storeDeadline(), null);
        }
        return row;
    }

    private boolean proves(ParsedToken parsed, StoredToken row) {
        return prover.proves(parsed.id().value(), parsed.secret(), row.secretCheck(), row.hash());
    }

    private Verification checkProven(ParsedToken parsed, StoredToken row, Requirement requirement) {
        Token token = row.token();
        Instant now = options.clock().instant();
        TokenState state = token.state(now);
        if (state == TokenState.REVOKED) {
            return new Rejected(Reason.REVOKED, token.id());
        }
        if (state == TokenState.EXPIRED) {
            return new Rejected(Reason.EXPIRED, token.id());
        }
        if (row.ownerSuspended() || !isActive(token.owner())) {
            return new Rejected(Reason.OWNER_INACTIVE, token.id());
        }
        Scopes effective = effectiveScopes(token);
        if (!requirement.isMetBy(effective)) {
            return new Rejected(Reason.INSUFFICIENT_SCOPE, token.id());
        }
        noteUse(parsed, row, now);
        return new Accepted(token, effective);
    }

    private boolean isActive(String owner) {
        try {
            return options.owners().isActive(owner);
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(owner, e);
        }
    }

    private Scopes effectiveScopes(Token token) {
        try {
            return token.scopes().intersect(options.owners().held(token.owner(), token.scopes()));
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(token.owner(), e);
        }
    }

    private void noteUse(ParsedToken parsed, StoredToken row, Instant now) {
        lastUsed.note(row.token(), now);
        try {
            if (!prover.isCurrent(row.hash())) {
                upgrade(parsed, row.hash(), now);
            }
        } catch (UnavailableException e) {
            Listeners.tell(() -> options.listener().onTrouble(e));
        }
    }

    private void upgrade(ParsedToken parsed, SecretHash stored, Instant now) {
        if (lastUsed.claimUpgrade(parsed.id())) {
            try {
                lastUsed.noteUpgrade(parsed.id(), now, stored, prover.hash(parsed.secret()));
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
        return options.format();
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
