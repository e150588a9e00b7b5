package dev.patkit.internal.pipeline;

import dev.patkit.internal.proof.PresentedSecret;
import dev.patkit.internal.proof.ScannedToken;
import dev.patkit.internal.proof.ScannedToken.Comparison;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.CachedToken;
import dev.patkit.internal.rows.CheckedToken;
import dev.patkit.internal.rows.EpochSnapshot;
import dev.patkit.internal.rows.RefusedToken;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.internal.rows.TokenReads;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.internal.usage.HashUpgrades;
import dev.patkit.internal.usage.LastUsedRecorder;
import dev.patkit.store.StoredToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.verify.Reason;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The checks that find out whose token was presented and that it is live, in their order. The secret is proven before
 * any state is looked at, so that a stranger cannot ask about a token's state. Thread-safe.
 */
public final class Authenticator {
    private final SecretProver prover;
    private final TokenCache cache;
    private final TokenReads reads;
    private final OwnerRights owners;
    private final LastUsedRecorder uses;
    private final HashUpgrades upgrades;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ThreadLocal<ScannedToken> scans;

    /** The clocks of a verification: the wall clock, for expiry, and a monotonic one, in nanoseconds. */
    public record Time(Clock clock, LongSupplier nanoTime) {}

    /** Wires the checks. */
    public Authenticator(
            TokenLayout layout,
            SecretProver prover,
            TokenCache cache,
            TokenReads reads,
            OwnerRights owners,
            LastUsedRecorder uses,
            HashUpgrades upgrades,
            Time time) {
        this.prover = prover;
        this.cache = cache;
        this.reads = reads;
        this.owners = owners;
        this.uses = uses;
        this.upgrades = upgrades;
        clock = time.clock();
        nanoTime = time.nanoTime();
        scans = ThreadLocal.withInitial(() -> prover.newScan(layout));
    }

    /** The live token that was presented, or why there is none. */
    CheckedToken check(PresentedToken presented) {
        if (presented.isAbsent()) {
            return RefusedToken.ABSENT;
        }
        ScannedToken scanned = scans.get();
        if (!scanned.scan(presented.reveal())) {
            return RefusedToken.MALFORMED;
        }
        long id = scanned.id();
        long now = nanoTime.getAsLong();
        CachedToken cached = cache.find(id, now);
        if (cached == null) {
            PresentedSecret secret = scanned.takeSecret();
            return secret == null ? RefusedToken.MALFORMED : checkStored(presented, id, secret, now);
        }
        Comparison compared = scanned.compare(cached.fingerprint());
        if (compared == Comparison.SAME) {
            return checkState(presented, cached, now);
        }
        return compared == Comparison.OTHER ? RefusedToken.of(Reason.WRONG_SECRET, id) : RefusedToken.MALFORMED;
    }

    private CheckedToken checkStored(PresentedToken presented, long id, PresentedSecret secret, long now) {
        EpochSnapshot stamp = cache.stamp();
        StoredToken stored = reads.find(id, now);
        if (stored == null) {
            return RefusedToken.of(Reason.UNKNOWN, id);
        }
        if (!prover.proves(id, secret, stored.secretCheck(), stored.hash())) {
            return RefusedToken.of(Reason.WRONG_SECRET, id);
        }
        CachedToken row = cache.add(stored, now, secret.fingerprint(), stamp);
        CheckedToken checked = checkState(presented, row, now);
        if (checked instanceof CachedToken) {
            upgrades.upgradeIfOutdated(row, secret);
        }
        return checked;
    }

    private CheckedToken checkState(PresentedToken presented, CachedToken row, long now) {
        if (!presented.fitsOwner(row.owner())) {
            return RefusedToken.of(Reason.WRONG_OWNER, row.id());
        }
        if (row.isRevoked()) {
            return RefusedToken.of(Reason.REVOKED, row.id());
        }
        boolean noteDue = row.isNoteDue(now);
        long millis = row.expires() || noteDue ? clock.millis() : 0;
        if (row.hasExpired(millis)) {
            return RefusedToken.of(Reason.EXPIRED, row.id());
        }
        if (row.isSuspended() || !owners.isActive(row.owner())) {
            return RefusedToken.of(Reason.OWNER_INACTIVE, row.id());
        }
        if (noteDue) {
            uses.note(row, now, millis);
        }
        return row;
    }
}
