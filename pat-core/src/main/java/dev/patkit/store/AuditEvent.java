package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.values.StorableValues;
import dev.patkit.secret.Unserialisable;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change did, to whose tokens, and who made it. {@link Change} derives the events; a store that is an {@link
 * AuditStore} keeps them in the transaction of the change. Immutable; it holds no secret and no hash. Write its facts
 * one by one: it refuses to be serialised.
 */
public final class AuditEvent implements Unserialisable {
    /** What happened. */
    public enum Action {
        /** A token was issued. */
        ISSUED,
        /** A token was revoked. */
        REVOKED,
        /** All of an owner's tokens that were not revoked before were revoked. */
        ALL_REVOKED,
        /** An owner was suspended. */
        SUSPENDED,
        /** An owner was reinstated. */
        REINSTATED
    }

    private final Action action;
    private final Instant at;
    private final String actor;
    private final String owner;
    private final @Nullable TokenId tokenId;

    /**
     * An event, as a change derives it or a store reads it.
     *
     * @param action what happened
     * @param at when, in whole milliseconds
     * @param actor who made the change: the owner, an administrator, a job
     * @param owner whose tokens it is about
     * @param tokenId the one token it is about, or null if it is about all of the owner's
     * @throws IllegalArgumentException if {@code at} does not fit 64 bits of milliseconds
     */
    public AuditEvent(Action action, Instant at, String actor, String owner, @Nullable TokenId tokenId) {
        this.action = requireNonNull(action, "action must not be null");
        this.at = StorableValues.instant("at", requireNonNull(at, "at must not be null"));
        this.actor = requireNonNull(actor, "actor must not be null");
        this.owner = requireNonNull(owner, "owner must not be null");
        this.tokenId = tokenId;
    }

    /**
     * What happened.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * When it happened, by the clock of the node that made the change.
     *
     * @return an instant in whole milliseconds
     */
    public Instant at() {
        return at;
    }

    /**
     * Who made the change.
     *
     * @return the owner, or the name given to {@code PersonalAccessTokens.administration}
     */
    public String actor() {
        return actor;
    }

    /**
     * Whose tokens it is about.
     *
     * @return the owner
     */
    public String owner() {
        return owner;
    }

    /**
     * The one token it is about.
     *
     * @return the id, or empty if it is about all of the owner's tokens
     */
    public Optional<TokenId> tokenId() {
        return Optional.ofNullable(tokenId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuditEvent event
                && action == event.action
                && at.equals(event.at)
                && actor.equals(event.actor)
                && owner.equals(event.owner)
                && tokenId().equals(event.tokenId());
    }

    @Override
    public int hashCode() {
        return at.hashCode() * 31 + action.hashCode();
    }

    /** All facts. */
    @Override
    public String toString() {
        return "AuditEvent[" + action + ", at=" + at + ", actor=" + actor + ", owner=" + owner
                + (tokenId == null ? "" : ", tokenId=" + tokenId) + "]";
    }
}
