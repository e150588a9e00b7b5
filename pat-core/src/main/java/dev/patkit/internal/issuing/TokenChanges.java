package dev.patkit.internal.issuing;

import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.store.Change;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.time.Clock;
import java.util.function.Function;

/**
 * Makes every change and hands it to its target: the store, which commits it by itself, or a transaction of the
 * caller's. Whatever comes of a change, this process's cached rows of its shards are invalidated: one that threw may
 * have been committed. Thread-safe if its target is.
 */
public final class TokenChanges {
    private final Function<Change, Change.Outcome> target;
    private final Issuer issuer;
    private final TokenCache cache;
    private final Clock clock;
    private final OpenState open;
    private final boolean joined;

    /** Changes that a store commits. */
    public TokenChanges(TokenStore store, Issuer issuer, TokenCache cache, OpenState open) {
        this(store::apply, issuer, cache, issuer.clock(), open, false);
    }

    private TokenChanges(
            Function<Change, Change.Outcome> target,
            Issuer issuer,
            TokenCache cache,
            Clock clock,
            OpenState open,
            boolean joined) {
        this.target = target;
        this.issuer = issuer;
        this.cache = cache;
        this.clock = clock;
        this.open = open;
        this.joined = joined;
    }

    /** The same changes, handed to another target. */
    public TokenChanges joining(Function<Change, Change.Outcome> other) {
        return new TokenChanges(other, issuer, cache, clock, open, true);
    }

    /** Whether the changes are part of a transaction of the caller's. */
    public boolean isJoined() {
        return joined;
    }

    /** Issues a token. */
    public IssuedToken issue(TokenRequest request, String actor) {
        open.requireOpen();
        return issuer.issue(request, actor, target);
    }

    /** Revokes one token of an owner; whether it was not revoked before. */
    public boolean revoke(String owner, TokenId id, String actor) {
        return apply(Change.revoke(owner, id, clock.instant(), actor)).revoked() > 0;
    }

    private Change.Outcome apply(Change change) {
        open.requireOpen();
        try {
            return target.apply(change);
        } finally {
            change.revocations().forEach(revocation -> cache.invalidate(revocation.shard()));
            change.suspensions().forEach(suspension -> cache.invalidate(suspension.shard()));
        }
    }

    /** Revokes all tokens of an owner; how many were not revoked before. */
    public int revokeAll(String owner, String actor) {
        return apply(Change.revokeAll(owner, clock.instant(), actor)).revoked();
    }

    /** Suspends an owner. */
    public void suspend(String owner, String actor) {
        Change.Outcome unused = apply(Change.suspend(owner, clock.instant(), actor));
    }

    /** Reinstates an owner. */
    public void reinstate(String owner, String actor) {
        Change.Outcome unused = apply(Change.reinstate(owner, clock.instant(), actor));
    }
}
