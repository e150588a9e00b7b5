package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One change being applied to rows in memory, under the store's lock. A change that cannot be completed is undone. */
final class ChangeInMemory {
    private final Map<TokenId, StoredToken> rows;
    private final Set<String> suspended;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Integer> shards = new ArrayList<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private int revoked;

    ChangeInMemory(Map<TokenId, StoredToken> rows, Set<String> suspended) {
        this.rows = rows;
        this.suspended = suspended;
    }

    Change.Outcome run(Change change) {
        change.revocations().forEach(this::revoke);
        change.suspensions().forEach(this::suspend);
        for (Change.Insertion insertion : change.insertions()) {
            Optional<Change.Result> clash = clashOf(insertion.row().token());
            if (clash.isPresent()) {
                undo();
                return Change.Outcome.refused(clash.get());
            }
            insert(insertion);
        }
        return new Change.Outcome(events.isEmpty() ? Change.Result.UNCHANGED : Change.Result.APPLIED, revoked);
    }

    private void revoke(Change.Revocation revocation) {
        List<Token> ended = rows.values().stream()
                .map(StoredToken::token)
                .filter(token -> token.owner().equals(revocation.owner()))
                .filter(token -> revocation.id().map(token.id()::equals).orElse(true))
                .filter(token -> token.revokedAt().isEmpty())
                .toList();
        ended.forEach(token -> revoke(token, revocation.at()));
        if (!ended.isEmpty()) {
            revoked += ended.size();
            shards.add(revocation.shard());
            events.add(revocation.event());
        }
    }

    private void revoke(Token token, Instant at) {
        StoredToken row = requireNonNull(rows.get(token.id()));
        Token ended = Token.copyOf(token).revokedAt(at).build();
        rows.put(token.id(), new StoredToken(ended, row.hash(), row.secretCheck(), false));
        undo.push(() -> rows.put(token.id(), row));
    }

    private void suspend(Change.Suspension suspension) {
        String owner = suspension.owner();
        if (set(owner, suspension.suspended())) {
            undo.push(() -> set(owner, !suspension.suspended()));
            shards.add(suspension.shard());
            events.add(suspension.event());
        }
    }

    private boolean set(String owner, boolean suspend) {
        return suspend ? suspended.add(owner) : suspended.remove(owner);
    }

    private Optional<Change.Result> clashOf(Token added) {
        if (rows.containsKey(added.id())) {
            return Optional.of(Change.Result.ID_TAKEN);
        }
        boolean taken = rows.values().stream()
                .map(StoredToken::token)
                .anyMatch(token -> token.owner().equals(added.owner())
                        && token.name().equals(added.name())
                        && token.state(added.createdAt()) == Token.State.LIVE);
        return taken ? Optional.of(Change.Result.NAME_TAKEN) : Optional.empty();
    }

    private void insert(Change.Insertion insertion) {
        TokenId id = insertion.row().token().id();
        rows.put(id, insertion.row());
        undo.push(() -> rows.remove(id));
        events.add(insertion.event());
    }

    private void undo() {
        undo.forEach(Runnable::run);
        shards.clear();
        events.clear();
    }

    /** The shards whose epochs the change raises. */
    List<Integer> shards() {
        return shards;
    }

    /** The events of the parts that took effect. */
    List<AuditEvent> events() {
        return events;
    }
}
