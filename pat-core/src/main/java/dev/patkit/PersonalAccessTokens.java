package dev.patkit;

import dev.patkit.fault.ClosedException;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretProver;
import dev.patkit.store.Selection;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.SecretGenerator;
import dev.patkit.token.Token;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.LastUsedPolicy;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.StoreVerifier;
import dev.patkit.verify.VerificationListener;
import dev.patkit.verify.Verifier;
import dev.patkit.verify.VerifierOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Issues personal access tokens to a service's users, verifies them on every request, lists them and ends them. One
 * instance serves the whole process; it is thread-safe, safe under virtual threads, and closed with the service.
 *
 * <p>Methods that name an owner treat another owner's token as if it did not exist. Everything throws {@link
 * dev.patkit.fault.UnavailableException} when the store or the hasher cannot do its work, and {@link ClosedException} after
 * {@link #close()}.
 */
public final class PersonalAccessTokens implements AutoCloseable {
    private static final int PURGE_BATCH = 1000;

    private final TokenStore store;
    private final SecretProver prover;
    private final Issuer issuer;
    private final StoreVerifier verifier;
    private final Clock clock;
    private volatile boolean closed;

    PersonalAccessTokens(TokenStore store, SecretProver prover, Issuer issuer, StoreVerifier verifier) {
        this.store = store;
        this.prover = prover;
        this.issuer = issuer;
        this.verifier = verifier;
        clock = issuer.clock();
    }

    /**
     * Starts to wire a service's tokens. The store is the one part that has no default. Close what this builds before the
     * store's connection pool: closing writes the last-used times that wait.
     *
     * @param store where tokens are kept; closing it is its owner's business
     * @return a builder with strict defaults
     */
    public static Builder builder(TokenStore store) {
        return new Builder(store);
    }

    /**
     * Issues a token. The secret is in the returned value and nowhere else: show it once, then forget it. The token is kept
     * when this returns. Slow: one run of the hasher and one insert.
     *
     * @param request what the owner asks for
     * @return the token and its secret
     * @throws dev.patkit.fault.InvalidInputException if a scope is not one that the service grants, the expiry is not in the
     *     future, or the owner is not active; nothing was written
     * @throws dev.patkit.fault.DuplicateTokenNameException if a live token of the owner has the name; nothing was written
     */
    public IssuedToken issue(TokenRequest request) {
        requireOpen();
        return issuer.issue(request);
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException("PersonalAccessTokens");
        }
    }

    /**
     * The verifier to call on every request.
     *
     * @return the same verifier at every call; closed with this
     */
    public Verifier verifier() {
        return verifier;
    }

    /**
     * How this service's tokens are written, for secret scanners.
     *
     * @return the format
     */
    public TokenFormat format() {
        return verifier.format();
    }

    /**
     * Finds an owner's token, revoked or not.
     *
     * @param owner the owner
     * @param id the token
     * @return the facts, or empty if the owner has no such token
     */
    public Optional<Token> find(String owner, TokenId id) {
        return find(id).filter(token -> token.owner().equals(owner));
    }

    /**
     * Finds anybody's token, revoked or not: for administrators.
     *
     * @param id the token
     * @return the facts, or empty if there is no such token
     */
    public Optional<Token> find(TokenId id) {
        requireOpen();
        return store.find(id).map(StoredToken::token);
    }

    /**
     * Lists an owner's tokens that are not revoked, the newest first: the first 100.
     *
     * @param owner the owner
     * @return the first page
     */
    public TokenPage list(String owner) {
        return list(TokenQuery.ownedBy(owner));
    }

    /**
     * Lists one page of an owner's tokens, the newest first.
     *
     * @param query whose tokens, which of them, and from where
     * @return the page
     */
    public TokenPage list(TokenQuery query) {
        requireOpen();
        return store.list(query);
    }

    /**
     * Revokes an owner's token for good. A verification that begins after this returns is refused, on every node that shares
     * the store; under {@link Freshness#within}, on other nodes once the bound has passed.
     *
     * @param owner the owner
     * @param id the token
     * @return whether it was live or expired before; false if already revoked, or not the owner's
     */
    public boolean revoke(String owner, TokenId id) {
        return revoke(Selection.one(owner, id)) > 0;
    }

    private int revoke(Selection selection) {
        requireOpen();
        int count = store.revoke(selection, clock.instant());
        selection.id().ifPresentOrElse(verifier::forget, () -> verifier.forget(selection.owner()));
        return count;
    }

    /**
     * Revokes all of an owner's tokens for good, in one step.
     *
     * @param owner the owner
     * @return how many were not revoked before
     */
    public int revokeAll(String owner) {
        return revoke(Selection.allOf(owner));
    }

    /**
     * Stops all of an owner's tokens, those issued later included, until {@link #reinstate}. A verification that begins after
     * this returns is refused, on every node that shares the store; under {@link Freshness#within}, on other nodes once the
     * bound has passed.
     *
     * @param owner the owner
     * @throws dev.patkit.fault.InvalidInputException if no token could have such an owner
     */
    public void suspend(String owner) {
        setSuspended(owner, true);
    }

    /**
     * Lets an owner's tokens work again. Revoked and expired ones stay refused.
     *
     * @param owner the owner
     * @throws dev.patkit.fault.InvalidInputException if no token could have such an owner
     */
    public void reinstate(String owner) {
        setSuspended(owner, false);
    }

    private void setSuspended(String owner, boolean suspended) {
        requireOpen();
        store.setSuspended(TokenRequest.requireOwner(owner), suspended, clock.instant());
        verifier.forget(owner);
    }

    /**
     * Deletes tokens that were revoked or have expired longer ago than the retention. Call it from a daily job; it works in
     * batches and may run on several nodes at once.
     *
     * @param retention how long dead tokens are kept
     * @return how many were deleted
     */
    public int purge(Duration retention) {
        requireOpen();
        int total = 0;
        int deleted;
        do {
            deleted = store.purge(clock.instant().minus(retention), PURGE_BATCH);
            total += deleted;
        } while (deleted == PURGE_BATCH);
        return total;
    }

    /** Writes back the last-used times that wait, ahead of their schedule. A store that fails now keeps them waiting. */
    public void flush() {
        requireOpen();
        verifier.flush();
    }

    /** Refuses further calls, writes the last-used times that wait, and stops all threads. Closing twice is once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            verifier.close();
            prover.close();
        }
    }

    /** The choices of {@link PersonalAccessTokens}; each has a default, the strict one. Not thread-safe. */
    public static final class Builder {
        private final TokenStore store;
        private final SecretProver.Builder prover = SecretProver.builder();
        private VerifierOptions options = VerifierOptions.ofDefaults();
        private TokenFormat format = TokenFormat.withPrefix("pat");
        private OwnerDirectory owners = owner -> true;
        private @Nullable Scopes grantable;
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();

        private Builder(TokenStore store) {
            this.store = store;
        }

        /**
         * What the service's tokens begin with, for secret scanners. Default: {@code pat}.
         *
         * @param prefix 2 to 16 lower-case letters and digits
         * @return this
         * @throws IllegalArgumentException if the prefix is anything else
         */
        public Builder prefix(String prefix) {
            format = TokenFormat.withPrefix(prefix);
            return this;
        }

        /**
         * Who knows whether owners are active. Default: all are.
         *
         * @param directory the service's users
         * @return this
         */
        public Builder owners(OwnerDirectory directory) {
            owners = directory;
            return this;
        }

        /**
         * The scopes that the service grants; a request for another one is refused. Default: any well-formed name is granted,
         * so name them.
         *
         * @param scopes all scopes of the service
         * @return this
         */
        public Builder scopes(Scope... scopes) {
            grantable = Scopes.of(scopes);
            return this;
        }

        /**
         * The hasher of new secrets. Default: {@link dev.patkit.secret.Argon2idHasher#owasp()}.
         *
         * @param hasher the current hasher
         * @return this
         */
        public Builder hasher(SecretHasher hasher) {
            prover.hasher(hasher);
            return this;
        }

        /**
         * Hashers of rows that were written under an earlier choice. Such a row is hashed anew when its token is next proven.
         * Default: none.
         *
         * @param earlier hashers that still read rows
         * @return this
         */
        public Builder alsoAccepting(SecretHasher... earlier) {
            prover.alsoAccepting(earlier);
            return this;
        }

        /**
         * The bounds of slow hashing. Default: {@link HashingLimits#ofDefaults()}.
         *
         * @param limits the bounds
         * @return this
         */
        public Builder hashingLimits(HashingLimits limits) {
            prover.limits(limits);
            return this;
        }

        /**
         * How many proofs are remembered, about 250 bytes each. Default: 65,536. Choose more than the tokens in daily use.
         *
         * @param proofs 0 to 16,777,216
         * @return this
         * @throws IllegalArgumentException if out of bounds
         */
        public Builder proofCacheSize(int proofs) {
            prover.cacheSize(proofs);
            return this;
        }

        /**
         * Who hears the outcome of every verification. Default: nobody.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(VerificationListener listener) {
            options = options.listener(listener);
            return this;
        }

        /**
         * How last-used times are written back. Default: {@link LastUsedPolicy#ofDefaults()}.
         *
         * @param policy the policy
         * @return this
         */
        public Builder lastUsed(LastUsedPolicy policy) {
            options = options.lastUsed(policy);
            return this;
        }

        /**
         * How old a store's answer may be when it arrives; a later one is trouble. Default: 5 seconds.
         *
         * @param deadline the longest time
         * @return this
         * @throws IllegalArgumentException if not positive, or over a day
         */
        public Builder storeDeadline(Duration deadline) {
            options = options.storeDeadline(deadline);
            return this;
        }

        /**
         * How old the row may be that a verification goes by. Default: {@link Freshness#strict()}, which reads it at every
         * call.
         *
         * @param freshness the freshness
         * @return this
         */
        public Builder freshness(Freshness freshness) {
            options = options.freshness(freshness);
            return this;
        }

        /**
         * What time it is, for issue, expiry and revocation. Default: the system's clock.
         *
         * @param newClock the clock; its zone does not matter
         * @return this
         */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /**
         * A monotonic clock, for the store deadline and for {@link Freshness#within}. Default: {@link System#nanoTime()}.
         *
         * @param nanoTime nanoseconds from any origin
         * @return this
         */
        public Builder nanoTime(LongSupplier nanoTime) {
            options = options.nanoTime(nanoTime);
            return this;
        }

        /**
         * Where ids and secrets are drawn from. Default: the platform's default source.
         *
         * @param source a seeded source
         * @return this
         */
        public Builder random(SecureRandom source) {
            random = source;
            return this;
        }

        /**
         * Wires the parts and probes the hasher.
         *
         * @return the front door; close it with the service
         * @throws dev.patkit.fault.SecretHasherException if the native library cannot be used; the message names the cure
         * @throws IllegalArgumentException if one hash needs more memory than the hashing limits allow in all, or {@link
         *     Freshness#within} is asked of a store that counts no changes
         */
        public PersonalAccessTokens build() {
            SecretProver built = prover.build();
            SecretGenerator generator = new SecretGenerator(random);
            Issuer issuer = new Issuer(store, built, generator, format, owners, grantable, clock);
            VerifierOptions chosen = options.format(format).owners(owners).clock(clock);
            return new PersonalAccessTokens(store, built, issuer, new StoreVerifier(store, built, chosen));
        }
    }
}
