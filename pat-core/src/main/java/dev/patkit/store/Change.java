package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.text.ReadableText;
import dev.patkit.internal.values.StorableValues;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one mutation changes, as a value: {@link TokenStore#apply} does all of it or nothing. Issuing,
 * revoking and suspending are such values, and {@link #and} joins several. Each part says which shard its effect raises
 * and which event records it, so that no store decides this by itself. Immutable and thread-safe.
 */
public final class Change {
    private final List<Revocation> revocations;
    private final List<Suspension> suspensions;
    private final List<Insertion> insertions;

    private Change(List<Revocation> revocations, List<Suspension> suspensions, List<Insertion> insertions) {
        this.revocations = revocations;
        this.suspensions = suspensions;
        this.insertions = insertions;
    }

    /**
     * Adds a token.
     *
     * @param row the token with the hash of its secret
     * @param actor who issues it
     * @return the change
     * @throws dev.patkit.error.InvalidInputException if the actor is not a readable text, or some database could not
     *     keep the token's owner, name or description: too long, or with NUL or half a surrogate pair
     */
    public static Change issue(StoredToken row, String actor) {
        Token token = requireNonNull(row, "row must not be null").token();
        StorableValues.requireText("owner", token.owner(), ReadableText.MAX_OWNER_LENGTH);
        StorableValues.requireText("name", token.name(), ReadableText.MAX_NAME_LENGTH);
        StorableValues.requireText("description", token.description(), ReadableText.MAX_DESCRIPTION_LENGTH);
        AuditEvent event = new AuditEvent(
                AuditEvent.Action.ISSUED, token.createdAt(), ReadableText.actor(actor), token.owner(), token.id());
        return new Change(List.of(), List.of(), List.of(new Insertion(row, event)));
    }

    /**
     * Revokes one token, if it is the owner's and not revoked yet.
     *
     * @param owner the owner
     * @param id the token
     * @param at the instant of revocation
     * @param actor who revokes it
     * @return the change
     * @throws dev.patkit.error.InvalidInputException if no token could have such an owner, or the actor is not a
     *     readable text
     */
    public static Change revoke(String owner, TokenId id, Instant at, String actor) {
        requireNonNull(id, "id must not be null");
        AuditEvent event = event(AuditEvent.Action.REVOKED, at, actor, owner, id);
        return new Change(List.of(new Revocation(event, Epochs.shardOf(id))), List.of(), List.of());
    }

    private static AuditEvent event(
            AuditEvent.Action action, Instant at, String actor, String owner, @Nullable TokenId id) {
        String checked = ReadableText.owner(owner); // first: an owner who makes the change is the actor, too
        return new AuditEvent(action, at, ReadableText.actor(actor), checked, id);
    }

    /**
     * Revokes all of an owner's tokens that are not revoked yet.
     *
     * @param owner the owner
     * @param at the instant of revocation
     * @param actor who revokes them
     * @return the change
     * @throws dev.patkit.error.InvalidInputException if no token could have such an owner, or the actor is not a
     *     readable text
     */
    public static Change revokeAll(String owner, Instant at, String actor) {
        AuditEvent event = event(AuditEvent.Action.ALL_REVOKED, at, actor, owner, null);
        return new Change(List.of(new Revocation(event, Epochs.shardOf(event.owner()))), List.of(), List.of());
    }

    /**
     * Suspends an owner: all of the owner's tokens, those issued later included, are refused until {@link #reinstate}.
     *
     * @param owner the owner
     * @param at the instant of suspension
     * @param actor who suspends the owner
     * @return the change
     * @throws dev.patkit.error.InvalidInputException if no token could have such an owner, or the actor is not a
     *     readable text
     */
    public static Change suspend(String owner, Instant at, String actor) {
        return suspension(event(AuditEvent.Action.SUSPENDED, at, actor, owner, null));
    }

    private static Change suspension(AuditEvent event) {
        return new Change(List.of(), List.of(new Suspension(event, Epochs.shardOf(event.owner()))), List.of());
    }

    /**
     * Reinstates a suspended owner.
     *
     * @param owner the owner
     * @param at the instant of reinstatement
     * @param actor who reinstates the owner
     * @return the change
     * @throws dev.patkit.error.InvalidInputException if no token could have such an owner, or the actor is not a
     *     readable text
     */
    public static Change reinstate(String owner, Instant at, String actor) {
        return suspension(event(AuditEvent.Action.REINSTATED, at, actor, owner, null));
    }

    /**
     * This change and another one, as one: both take effect or neither does.
     *
     * @param other the other change
     * @return the joined change
     */
    public Change and(Change other) {
        requireNonNull(other, "other must not be null");
        return new Change(
                joined(revocations, other.revocations),
                joined(suspensions, other.suspensions),
                joined(insertions, other.insertions));
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /**
     * What is to be revoked: done first, so that a token that is added may take the name of one that ends.
     *
     * @return an unmodifiable list
     */
    public List<Revocation> revocations() {
        return revocations;
    }

    /**
     * Who is to be suspended or reinstated: done second.
     *
     * @return an unmodifiable list
     */
    public List<Suspension> suspensions() {
        return suspensions;
    }

    /**
     * What is to be added: done last.
     *
     * @return an unmodifiable list
     */
    public List<Insertion> insertions() {
        return insertions;
    }

    /** How many parts of each kind there are. */
    @Override
    public String toString() {
        return "Change[" + revocations.size() + " revocations, " + suspensions.size() + " suspensions, "
                + insertions.size() + " insertions]";
    }

    /**
     * One token, or all of an owner's, to be revoked. Takes effect if at least one of them was not revoked before.
     *
     * @param event what records the effect
     * @param shard the shard whose epoch the effect raises
     */
    public record Revocation(AuditEvent event, int shard) {
        /**
         * Checks the arguments.
         *
         * @param event what records the effect
         * @param shard the shard whose epoch the effect raises
         * @throws IllegalArgumentException if there is no such shard
         */
        public Revocation {
            requireNonNull(event, "event must not be null");
            Epochs.requireShard(shard);
        }

        /**
         * Whose tokens.
         *
         * @return the owner
         */
        public String owner() {
            return event.owner();
        }

        /**
         * The one token meant.
         *
         * @return the id, or empty for all of the owner's tokens
         */
        public Optional<TokenId> id() {
            return event.tokenId();
        }

        /**
         * The instant of revocation.
         *
         * @return an instant in whole milliseconds
         */
        public Instant at() {
            return event.at();
        }
    }

    /**
     * An owner to be suspended or reinstated. Takes effect if the owner was not in that state before.
     *
     * @param event what records the effect
     * @param shard the shard whose epoch the effect raises
     */
    public record Suspension(AuditEvent event, int shard) {
        /**
         * Checks the arguments.
         *
         * @param event what records the effect
         * @param shard the shard whose epoch the effect raises
         * @throws IllegalArgumentException if there is no such shard
         */
        public Suspension {
            requireNonNull(event, "event must not be null");
            Epochs.requireShard(shard);
        }

        /**
         * Who is suspended or reinstated.
         *
         * @return the owner
         */
        public String owner() {
            return event.owner();
        }

        /**
         * Whether the owner is suspended from now on.
         *
         * @return false if the owner is reinstated
         */
        public boolean suspended() {
            return event.action() == AuditEvent.Action.SUSPENDED;
        }

        /**
         * The instant of suspension.
         *
         * @return an instant in whole milliseconds
         */
        public Instant at() {
            return event.at();
        }
    }

    /**
     * A token to be added. It raises no epoch: no verifier caches that a token is absent.
     *
     * @param row the token with the hash of its secret
     * @param event what records the effect
     */
    public record Insertion(StoredToken row, AuditEvent event) {
        /**
         * Checks that nothing is missing.
         *
         * @param row the token with the hash of its secret
         * @param event what records the effect
         */
        public Insertion {
            requireNonNull(row, "row must not be null");
            requireNonNull(event, "event must not be null");
        }
    }

    /** What came of a change. */
    public enum Result {
        /** All parts were done, and at least one took effect. */
        APPLIED,
        /** All parts were done, and nothing had to change. */
        UNCHANGED,
        /** Another token has the id of one that was to be added; nothing was done. */
        ID_TAKEN,
        /** A live token of the owner has the name of one that was to be added; nothing was done. */
        NAME_TAKEN
    }

    /**
     * What came of a change, and how much it changed.
     *
     * @param result what came of it
     * @param revoked how many tokens were revoked
     */
    public record Outcome(Result result, int revoked) {
        /**
         * Checks the arguments.
         *
         * @param result what came of it
         * @param revoked how many tokens were revoked
         * @throws IllegalArgumentException if {@code revoked} is negative
         */
        public Outcome {
            requireNonNull(result, "result must not be null");
            if (revoked < 0) {
                throw new IllegalArgumentException("revoked must not be negative");
            }
        }

        /**
         * An outcome of which nothing was done.
         *
         * @param result {@link Result#ID_TAKEN} or {@link Result#NAME_TAKEN}
         * @return the outcome
         * @throws IllegalArgumentException if the result is another one
         */
        public static Outcome refused(Result result) {
            if (result == Result.APPLIED || result == Result.UNCHANGED) {
                throw new IllegalArgumentException("result must be ID_TAKEN or NAME_TAKEN");
            }
            return new Outcome(result, 0);
        }
    }
}
