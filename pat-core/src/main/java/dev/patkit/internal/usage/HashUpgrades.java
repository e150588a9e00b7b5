package dev.patkit.internal.usage;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.proof.PresentedSecret;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.CachedToken;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces hashes that were made under an earlier choice, when their secrets are proven: the new hash is written with
 * the last use. Slow work is done once per token at a time, and not while there is no room to keep its result.
 * Thread-safe.
 */
public final class HashUpgrades {
    private final SecretProver prover;
    private final LastUsedRecorder uses;
    private final Notifier notifier;
    private final Clock clock;
    private final Set<TokenId> running = ConcurrentHashMap.newKeySet();

    /** Upgrades with the prover's current hasher. */
    public HashUpgrades(SecretProver prover, LastUsedRecorder uses, Notifier notifier, Clock clock) {
        this.prover = prover;
        this.uses = uses;
        this.notifier = notifier;
        this.clock = clock;
    }

    /**
     * Makes a new hash of a secret that was just proven, if the stored one is out of date. A failure is only reported.
     */
    public void upgradeIfOutdated(CachedToken row, PresentedSecret secret) {
        try {
            if (!prover.isCurrent(row.hash())) {
                upgrade(row.token().id(), row.hash(), secret);
            }
        } catch (UnavailableException e) {
            notifier.unavailable(e);
        }
    }

    private void upgrade(TokenId id, SecretHash stored, PresentedSecret secret) {
        if (!uses.hasRoom(id) || !running.add(id)) {
            return;
        }
        try {
            TokenUse waiting = uses.pending(id);
            if (waiting == null || waiting.upgrade() == null) {
                SecretHash replacement = prover.hash(secret.text());
                uses.add(new TokenUse(id, clock.instant(), new TokenUse.HashUpgrade(stored, replacement)));
            }
        } finally {
            running.remove(id);
        }
    }
}
