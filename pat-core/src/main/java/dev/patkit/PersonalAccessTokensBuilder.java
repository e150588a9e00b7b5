package dev.patkit;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.issuing.Issuer;
import dev.patkit.internal.issuing.SecretGenerator;
import dev.patkit.internal.issuing.TokenChanges;
import dev.patkit.internal.pipeline.Authenticator;
import dev.patkit.internal.pipeline.OwnerRights;
import dev.patkit.internal.pipeline.TokenVerifier;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.internal.rows.TokenReads;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.internal.usage.HashUpgrades;
import dev.patkit.internal.usage.LastUsedPolicy;
import dev.patkit.internal.usage.LastUsedRecorder;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenStore;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.VerificationListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link PersonalAccessTokens}; each states its default. The defaults are the strict ones, with one
 * exception: unless {@link #scopes} names them, any well-formed scope is granted. A null argument is a {@link
 * NullPointerException} that names it. Not thread-safe.
 */
public final class PersonalAccessTokensBuilder {
    private static final Duration MAX_DEADLINE = Duration.ofDays(1);
    private static final int MAX_CACHE_SIZE = 1 << 24;

    private final TokenStore store;
    private TokenLayout layout = TokenLayout.withPrefix("pat");
    private OwnerDirectory owners = owner -> true;
    private @Nullable Scopes grantable;
    private @Nullable SecretHasher hasher;
    private List<SecretHasher> earlierHashers = List.of();
    private HashingLimits hashingLimits = HashingLimits.ofDefaults();
    private int proofCacheSize = 65_536;
    private LastUsedPolicy lastUsed = LastUsedPolicy.ofDefaults();
    private Duration storeDeadline = Duration.ofSeconds(5);
    private Freshness freshness = Freshness.strict();
    private VerificationListener listener = answer -> {};
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private SecureRandom random = new SecureRandom();

    PersonalAccessTokensBuilder(TokenStore store) {
        this.store = store;
    }

    /**
     * What the service's tokens begin with, for secret scanners. Default: {@code pat}.
     *
     * @param prefix 2 to 16 lower-case letters and digits
     * @return this
     * @throws IllegalArgumentException if the prefix is anything else
     */
    public PersonalAccessTokensBuilder prefix(String prefix) {
        layout = TokenLayout.withPrefix(requireNonNull(prefix, "prefix must not be null"));
        return this;
    }

    /**
     * Who knows whether owners are active. Default: all are.
     *
     * @param directory the service's users
     * @return this
     */
    public PersonalAccessTokensBuilder owners(OwnerDirectory directory) {
        owners = requireNonNull(directory, "directory must not be null");
        return this;
    }

    /**
     * The scopes that the service grants; a request for another one is refused. Default: any well-formed name is
     * granted, so name them.
     *
     * @param scopes all scopes of the service
     * @return this
     */
    public PersonalAccessTokensBuilder scopes(Scope... scopes) {
        grantable = Scopes.of(scopes);
        return this;
    }

    /**
     * The hasher of new secrets. Default: {@link SecretHasher#argon2id()}.
     *
     * @param current the current hasher
     * @return this
     */
    public PersonalAccessTokensBuilder hasher(SecretHasher current) {
        hasher = requireNonNull(current, "current must not be null");
        return this;
    }

    /**
     * Hashers of rows that were written under an earlier choice. Such a row is hashed anew when its token is next
     * proven. Default: none.
     *
     * @param earlier hashers that still read rows
     * @return this
     */
    public PersonalAccessTokensBuilder alsoAccepting(SecretHasher... earlier) {
        requireNonNull(earlier, "earlier must not be null");
        for (SecretHasher one : earlier) {
            requireNonNull(one, "earlier must not contain null");
        }
        earlierHashers = List.of(earlier);
        return this;
    }

    /**
     * The bounds of slow hashing. Default: {@link HashingLimits#ofDefaults()}.
     *
     * @param limits the bounds
     * @return this
     */
    public PersonalAccessTokensBuilder hashingLimits(HashingLimits limits) {
        hashingLimits = requireNonNull(limits, "limits must not be null");
        return this;
    }

    /**
     * How many proofs are cached, about 250 bytes each; rounded up to a power of two. Default: 65,536. Choose more than
     * the tokens in daily use. Zero caches none: every verification then runs the hasher.
     *
     * @param proofs 0 to 16,777,216
     * @return this
     * @throws IllegalArgumentException if out of bounds
     */
    public PersonalAccessTokensBuilder proofCacheSize(int proofs) {
        if (proofs < 0 || proofs > MAX_CACHE_SIZE) {
            throw new IllegalArgumentException("proofs must be 0 to " + MAX_CACHE_SIZE);
        }
        proofCacheSize = proofs;
        return this;
    }

    /**
     * Who hears the outcome of every verification. Default: nobody.
     *
     * @param newListener the listener
     * @return this
     */
    public PersonalAccessTokensBuilder listener(VerificationListener newListener) {
        listener = requireNonNull(newListener, "newListener must not be null");
        return this;
    }

    /**
     * How last-used times are written back. They are collected in memory, one per token, and written by a thread of its
     * own, so that a store that fails, is read-only or hangs never delays or fails a verification. What the store
     * refuses is tried again at the next write; {@link VerificationListener#onUnavailable} hears of each refusal, and
     * {@link VerificationListener#onLastUsedLost} of what is dropped when memory is full or at the close. Default:
     * every 10 seconds, at most once per minute per token, at most 100,000 waiting.
     *
     * @param writeEvery the time between two writes, positive and at most a day
     * @param resolution a process writes a token again only when its last use is this much later; zero to a day
     * @param maxPending the most tokens that wait to be written, at about 120 bytes each, or 500 where a new hash
     *     waits, too; each thread that notes a use at that moment may add one more
     * @return this
     * @throws IllegalArgumentException if a value is out of bounds
     */
    public PersonalAccessTokensBuilder lastUsed(Duration writeEvery, Duration resolution, int maxPending) {
        lastUsed = new LastUsedPolicy(writeEvery, resolution, maxPending);
        return this;
    }

    /**
     * How old a store's answer may be when it arrives; a later one is unavailable and never an acceptance. It does not
     * interrupt a store that hangs: bounding that is the store's own duty. Default: 5 seconds.
     *
     * @param deadline the longest time
     * @return this
     * @throws IllegalArgumentException if not positive, or over a day
     */
    public PersonalAccessTokensBuilder storeDeadline(Duration deadline) {
        requireNonNull(deadline, "deadline must not be null");
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw new IllegalArgumentException("deadline must be positive and at most a day");
        }
        storeDeadline = deadline;
        return this;
    }

    /**
     * The maximum staleness of the data that a verification may rely on. Default: {@link Freshness#strict()}, which
     * reads the row at every call.
     *
     * @param newFreshness the freshness
     * @return this
     */
    public PersonalAccessTokensBuilder freshness(Freshness newFreshness) {
        freshness = requireNonNull(newFreshness, "newFreshness must not be null");
        return this;
    }

    /**
     * What time it is, for issue, expiry and revocation. Default: the system's clock.
     *
     * @param newClock the clock; its zone does not matter
     * @return this
     */
    public PersonalAccessTokensBuilder clock(Clock newClock) {
        clock = requireNonNull(newClock, "newClock must not be null");
        return this;
    }

    /**
     * A monotonic clock, for the store deadline and for {@link Freshness#within}. Default: {@link System#nanoTime()}.
     *
     * @param newNanoTime nanoseconds from any origin
     * @return this
     */
    public PersonalAccessTokensBuilder nanoTime(LongSupplier newNanoTime) {
        nanoTime = requireNonNull(newNanoTime, "newNanoTime must not be null");
        return this;
    }

    /**
     * Where ids and secrets are drawn from. Default: the platform's default source.
     *
     * @param source a seeded source
     * @return this
     */
    public PersonalAccessTokensBuilder random(SecureRandom source) {
        random = requireNonNull(source, "source must not be null");
        return this;
    }

    /**
     * Wires the parts, probes the hasher, and starts the background work.
     *
     * @return the service's tokens; close them with the service
     * @throws dev.patkit.error.UnavailableException if the native library of the default hasher cannot be used; the
     *     message names the cure
     * @throws IllegalArgumentException if one hash needs more memory than the hashing limits allow in total, or {@link
     *     Freshness#within} is asked of a store that counts no changes
     */
    public PersonalAccessTokens build() {
        Notifier notifier = new Notifier(listener);
        OpenState open = new OpenState();
        OwnerRights rights = new OwnerRights(owners);
        TokenCache cache = TokenCache.of(freshness, store, nanoTime, notifier);
        SecretProver prover = new SecretProver(
                hasher == null ? SecretHasher.argon2id() : hasher, earlierHashers, proofCacheSize, hashingLimits);
        LastUsedRecorder uses = new LastUsedRecorder(store, lastUsed, notifier);
        Authenticator authenticator = authenticator(prover, cache, rights, uses, notifier);
        Issuer issuer = new Issuer(prover, new SecretGenerator(random), layout, rights, grantable, clock);
        cache.start();
        uses.start();
        return new PersonalAccessTokens(
                store,
                new TokenChanges(store, issuer, cache, open),
                new TokenVerifier(authenticator, rights, notifier, open),
                new Housekeeping(store, clock, open, uses, cache, prover),
                layout.scannerExpression(),
                open);
    }

    private Authenticator authenticator(
            SecretProver prover, TokenCache cache, OwnerRights rights, LastUsedRecorder uses, Notifier notifier) {
        return new Authenticator(
                layout,
                prover,
                cache,
                new TokenReads(store, nanoTime, storeDeadline),
                rights,
                uses,
                new HashUpgrades(prover, uses, notifier, clock),
                new Authenticator.Time(clock, nanoTime));
    }
}
