package dev.patkit.store;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.text.ReadableText;
import dev.patkit.internal.values.StorableValues;
import dev.patkit.secret.SecretHash;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in the memory of one process, for tests and first steps: all are gone when it ends, and no other process sees
 * them. It keeps every other promise of {@link EpochStore} and {@link AuditStore}. One lock guards everything, so it is
 * simple rather than fast.
 */
public final class InMemoryTokenStore implements EpochStore, AuditStore {
    private static final Comparator<Token> NEWEST_FIRST = Comparator.comparing(Token::createdAt)
            .thenComparing(token -> token.id().value())
            .reversed();

    private final Map<TokenId, StoredToken> rows = new LinkedHashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private final long[] epochs = new long[Epochs.SHARDS];
    private final List<AuditEvent> events = new ArrayList<>();

    /** An empty store. */
    public InMemoryTokenStore() {}

    @Override
    public Optional<StoredToken> find(TokenId id) {
        requireNonNull(id, "id must not be null");
        return locked(() -> Optional.ofNullable(rows.get(id))
                .map(row -> new StoredToken(
                        row.token(),
                        row.hash(),
                        row.secretCheck(),
                        suspended.contains(row.token().owner()))));
    }

    @Override
    public TokenPage list(TokenQuery query) {
        requireNonNull(query, "query must not be null");
        return locked(() -> TokenPage.of(
                query,
                ownedBy(query.owner())
                        .filter(token ->
                                query.withRevoked() || token.revokedAt().isEmpty())
                        .filter(token -> query.after().isEmpty()
                                || isBehind(query.after().get(), token))
                        .sorted(NEWEST_FIRST)
                        .limit(query.limit() + 1L)
                        .toList()));
    }

    private Stream<Token> ownedBy(String owner) {
        return rows.values().stream()
                .map(StoredToken::token)
                .filter(token -> token.owner().equals(owner));
    }

    private static boolean isBehind(TokenPage.Cursor cursor, Token token) {
        int byTime = token.createdAt().compareTo(cursor.createdAt());
        return byTime < 0 || (byTime == 0 && token.id().value() < cursor.id().value());
    }

    @Override
    public Change.Outcome apply(Change change) {
        requireNonNull(change, "change must not be null");
        return locked(() -> {
            ChangeInMemory applied = new ChangeInMemory(rows, suspended);
            Change.Outcome outcome = applied.run(change);
            applied.shards().forEach(shard -> epochs[shard]++);
            events.addAll(applied.events());
            return outcome;
        });
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
        requireNonNull(uses, "uses must not be null").forEach(use -> requireNonNull(use, "uses must not contain null"));
        locked(() -> {
            uses.forEach(use -> rows.computeIfPresent(use.id(), (id, row) -> used(row, use)));
            return uses;
        });
    }

    private static StoredToken used(StoredToken row, TokenUse use) {
        Instant last = row.token().lastUsedAt().filter(use.usedAt()::isBefore).orElse(use.usedAt());
        return new StoredToken(
                Token.copyOf(row.token()).lastUsedAt(last).build(),
                upgraded(row.hash(), use.upgrade()),
                row.secretCheck(),
                false);
    }

    private static SecretHash upgraded(SecretHash stored, TokenUse.@Nullable HashUpgrade upgrade) {
        return upgrade != null && upgrade.expected().sameAs(stored) ? upgrade.replacement() : stored;
    }

    @Override
    public int purge(Instant deadBefore, int limit) {
        requireNonNull(deadBefore, "deadBefore must not be null");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        return locked(() -> {
            List<Token> dead = rows.values().stream()
                    .map(StoredToken::token)
                    .filter(token -> Stream.of(token.revokedAt(), token.expiresAt())
                            .flatMap(Optional::stream)
                            .anyMatch(deadBefore::isAfter))
                    .limit(limit)
                    .toList();
            dead.forEach(token -> {
                rows.remove(token.id());
                epochs[Epochs.shardOf(token.id())] += token.revokedAt().isPresent() ? 0 : 1;
            });
            return dead.size();
        });
    }

    @Override
    public Epochs epochs() {
        return locked(() -> Epochs.of(epochs));
    }

    @Override
    public List<AuditEvent> events(String owner, int limit) {
        requireNonNull(owner, "owner must not be null");
        StorableValues.requireText("owner", owner, ReadableText.MAX_OWNER_LENGTH);
        if (limit < 1 || limit > MAX_EVENTS) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_EVENTS);
        }
        return locked(() -> {
            List<AuditEvent> found = new ArrayList<>(
                    events.stream().filter(event -> event.owner().equals(owner)).toList());
            Collections.reverse(found);
            return List.copyOf(found.subList(0, Math.min(found.size(), limit)));
        });
    }

    /** A monitor: the virtual machine releases it even where a thread's stack is full. */
    private <T> T locked(Supplier<T> work) {
        synchronized (rows) {
            return work.get();
        }
    }
}
