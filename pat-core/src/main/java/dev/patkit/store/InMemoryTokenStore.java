package dev.patkit.store;

import dev.patkit.secret.SecretHash;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in the memory of one process, for tests and first steps: all are gone when it ends, and no other process sees
 * them. It keeps every promise of {@link EpochStore} besides. One lock guards everything, so it is simple rather than fast.
 */
public final class InMemoryTokenStore implements EpochStore {
    private static final Comparator<Token> NEWEST_FIRST = Comparator.comparing(Token::createdAt)
            .thenComparing(token -> token.id().value())
            .reversed();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TokenId, StoredToken> rows = new LinkedHashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private final long[] epochs = new long[Epochs.SHARDS];

    /** An empty store. */
    public InMemoryTokenStore() {}

    @Override
    public Insertion insert(StoredToken row) {
        return locked(() -> {
            if (rows.containsKey(row.token().id())) {
                return Insertion.DUPLICATE_ID;
            }
            if (ownedBy(row.token().owner()).anyMatch(token -> isLiveTwin(token, row.token()))) {
                return Insertion.DUPLICATE_NAME;
            }
            rows.put(row.token().id(), row);
            return Insertion.INSERTED;
        });
    }

    private static boolean isLiveTwin(Token token, Token added) {
        return token.name().equals(added.name()) && token.state(added.createdAt()) == TokenState.LIVE;
    }

    private Stream<Token> ownedBy(String owner) {
        return rows.values().stream()
                .map(StoredToken::token)
                .filter(token -> token.owner().equals(owner));
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        return locked(() -> Optional.ofNullable(rows.get(id))
                .map(row -> new StoredToken(
                        row.token(),
                        row.hash(),
                        row.secretCheck(),
                        suspended.contains(row.token().owner()))));
    }

    @Override
    public TokenPage list(TokenQuery query) {
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

    private static boolean isBehind(PageCursor cursor, Token token) {
        int byTime = token.createdAt().compareTo(cursor.createdAt());
        return byTime < 0 || (byTime == 0 && token.id().value() < cursor.id().value());
    }

    @Override
    public int revoke(Selection selection, Instant at) {
        return locked(() -> {
            List<Token> ended = ownedBy(selection.owner())
                    .filter(token -> selection.id().map(token.id()::equals).orElse(true))
                    .filter(token -> token.revokedAt().isEmpty())
                    .toList();
            ended.forEach(token -> {
                replace(Token.copyOf(token).revokedAt(at).build());
                epochs[Epochs.shardOf(token.id())]++;
            });
            return ended.size();
        });
    }

    private void replace(Token token) {
        rows.computeIfPresent(token.id(), (id, row) -> new StoredToken(token, row.hash(), row.secretCheck(), false));
    }

    @Override
    public void setSuspended(String owner, boolean suspend, Instant at) {
        locked(() -> {
            boolean changed = suspend ? suspended.add(owner) : suspended.remove(owner);
            epochs[Epochs.shardOf(owner)] += changed ? 1 : 0;
            return changed;
        });
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
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
        return locked(() -> {
            List<TokenId> dead = rows.values().stream()
                    .map(StoredToken::token)
                    .filter(token -> Stream.of(token.revokedAt(), token.expiresAt())
                            .flatMap(Optional::stream)
                            .anyMatch(deadBefore::isAfter))
                    .map(Token::id)
                    .limit(limit)
                    .toList();
            dead.forEach(rows::remove);
            return dead.size();
        });
    }

    @Override
    public Epochs epochs() {
        return locked(() -> Epochs.of(epochs));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
