package dev.patkit.examples.benchmarks.database;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.LastUsedPolicy;
import dev.patkit.verify.StoreVerifier;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerifierOptions;
import java.time.Duration;

/** A service that verifies strictly, over a store of {@link TokenRows}. */
public final class VerifyingService implements AutoCloseable {
    /** Notes no last use: nothing may wait, and a use within the day before would do anyway. */
    public static final LastUsedPolicy NO_LAST_USED = new LastUsedPolicy(Duration.ofDays(1), Duration.ofDays(1), 0);

    /** The sets of the proof cache have eight places: with one token a set on average, none is too small. */
    private static final int PROOFS_TO_A_TOKEN = 8;

    private static final int DEFAULT_PROOFS = 65_536;
    private static final Scope READ = Scope.of("catalog:read");

    private final SecretProver prover;
    private final StoreVerifier verifier;

    private VerifyingService(TokenStore store, LastUsedPolicy lastUsed, int proofs) {
        prover = SecretProver.builder().cacheSize(proofs).build();
        verifier = new StoreVerifier(
                store,
                prover,
                VerifierOptions.ofDefaults().format(TokenRows.FORMAT).lastUsed(lastUsed));
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
            service.remember(tokens.id(i), phc);
        }
        return service;
    }

    /** As if the hash had been read from the row: in a text of its own. */
    private void remember(TokenId id, String phc) {
        SecretHash own = SecretHash.of(String.valueOf(phc.toCharArray()));
        prover.remember(id.value(), TokenRows.SECRET, own);
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
        verifier.close();
        prover.close();
    }
}
