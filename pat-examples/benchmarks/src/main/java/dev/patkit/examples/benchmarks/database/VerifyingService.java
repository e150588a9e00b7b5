package dev.patkit.examples.benchmarks.database;

import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.pipeline.Authenticator;
import dev.patkit.internal.pipeline.OwnerRights;
import dev.patkit.internal.pipeline.TokenVerifier;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.internal.rows.TokenReads;
import dev.patkit.internal.usage.HashUpgrades;
import dev.patkit.internal.usage.LastUsedPolicy;
import dev.patkit.internal.usage.LastUsedRecorder;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A service that verifies strictly, over a store of {@link TokenRows}. It has the parts that {@code
 * PersonalAccessTokens} has, but wired by hand: a benchmark fills the proof cache without running Argon2 for each
 * token, and the API has no call for that.
 */
public final class VerifyingService implements AutoCloseable {
    /** Notes no last use: nothing may wait, and a use within the day before would do anyway. */
    public static final LastUsedPolicy NO_LAST_USED = new LastUsedPolicy(Duration.ofDays(1), Duration.ofDays(1), 0);

    /** The sets of the proof cache have eight places: with one token a set on average, none is too small. */
    private static final int PROOFS_TO_A_TOKEN = 8;

    private static final int DEFAULT_PROOFS = 65_536;
    private static final Duration STORE_DEADLINE = Duration.ofSeconds(5);
    private static final Scope READ = Scope.of("catalog:read");

    private final SecretProver prover;
    private final LastUsedRecorder uses;
    private final Verifier verifier;

    private VerifyingService(TokenStore store, LastUsedPolicy lastUsed, int proofs) {
        Notifier notifier = new Notifier(answer -> {});
        prover = new SecretProver(SecretHasher.argon2id(), List.of(), proofs, HashingLimits.ofDefaults());
        uses = new LastUsedRecorder(store, lastUsed, notifier);
        verifier = verifier(store, notifier);
        uses.start();
    }

    private Verifier verifier(TokenStore store, Notifier notifier) {
        Clock clock = Clock.systemUTC();
        OwnerRights owners = new OwnerRights(owner -> true);
        Authenticator authenticator = new Authenticator(
                TokenRows.LAYOUT,
                prover,
                TokenCache.of(Freshness.strict(), store, System::nanoTime, notifier),
                new TokenReads(store, System::nanoTime, STORE_DEADLINE),
                owners,
                uses,
                new HashUpgrades(prover, uses, notifier, clock),
                new Authenticator.Time(clock, System::nanoTime));
        return new TokenVerifier(authenticator, owners, notifier, new OpenState());
    }

    /**
     * One that was just started: its first verify of each token runs Argon2.
     *
     * @param store the store
     * @return the service, to be closed before the store's pool
     */
    public static VerifyingService cold(TokenStore store) {
        return new VerifyingService(store, NO_LAST_USED, DEFAULT_PROOFS);
    }

    /**
     * One that has proven all known tokens before: a verify reads the row and computes one SHA-256.
     *
     * @param store the store
     * @param tokens the known tokens
     * @param lastUsed how last-used times are written
     * @return the service, to be closed before the store's pool
     */
    public static VerifyingService warm(TokenStore store, KnownTokens tokens, LastUsedPolicy lastUsed) {
        VerifyingService service =
                new VerifyingService(store, lastUsed, Math.max(DEFAULT_PROOFS, PROOFS_TO_A_TOKEN * tokens.size()));
        String phc =
                store.find(tokens.id(0)).map(StoredToken::hash).orElseThrow().phc();
        for (int i = 0; i < tokens.size(); i++) {
            service.cacheProof(tokens.id(i), phc);
        }
        return service;
    }

    /** As if the hash had been read from the row: in a text of its own. */
    private void cacheProof(TokenId id, String phc) {
        SecretHash own = SecretHash.of(String.valueOf(phc.toCharArray()));
        prover.cacheProof(id.value(), TokenRows.SECRET, own);
    }

    /**
     * The whole verify.
     *
     * @param text the token
     * @return the answer
     */
    public Verification verify(String text) {
        return verifier.verify(PresentedToken.of(text), READ);
    }

    /**
     * The whole verify, of a token that is good.
     *
     * @param text the token
     * @return the answer
     * @throws IllegalStateException if it is refused: then something else was measured than was meant
     */
    public Accepted accept(String text) {
        Verification answer = verify(text);
        if (answer instanceof Accepted accepted) {
            return accepted;
        }
        throw new IllegalStateException("refused: " + answer);
    }

    /** Writes the last-used times that wait, and stops the threads. */
    @Override
    public void close() {
        uses.close();
        prover.close();
    }
}
