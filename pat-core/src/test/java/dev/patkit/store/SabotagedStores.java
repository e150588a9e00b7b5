package dev.patkit.store;

import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stores that each break one promise, in the ways that real stores do. */
final class SabotagedStores {
    private SabotagedStores() {}

    private static StoredToken with(StoredToken row, Token token) {
        return new StoredToken(token, row.hash(), row.secretCheck(), row.ownerSuspended());
    }

    /** Writes back the whole row that it read before, and so the revocation it did not see. */
    static final class LostUpdate extends DelegatingStore {
        private final Map<TokenId, Optional<Instant>> writtenBack = new ConcurrentHashMap<>();
        private final Semaphore revocations = new Semaphore(0);

        @Override
        public void recordUses(List<TokenUse> uses) {
            revocations.drainPermits();
            Map<TokenId, Optional<Instant>> read = new HashMap<>();
            uses.forEach(use -> find(use.id())
                    .ifPresent(row -> read.put(use.id(), row.token().revokedAt())));
            super.recordUses(uses);
            letARevocationPass();
            writtenBack.putAll(read);
        }

        private void letARevocationPass() {
            try {
                boolean passed = revocations.tryAcquire(2, TimeUnit.MILLISECONDS);
                if (passed) {
                    revocations.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int revoke(Selection selection, Instant at) {
            int count = super.revoke(selection, at);
            selection.id().ifPresentOrElse(writtenBack::remove, writtenBack::clear);
            revocations.release();
            return count;
        }

        @Override
        public Optional<StoredToken> find(TokenId id) {
            return super.find(id).map(row -> with(row, asWrittenBack(row.token())));
        }

        private Token asWrittenBack(Token token) {
            Optional<Instant> revokedAt = writtenBack.getOrDefault(token.id(), token.revokedAt());
            return Token.copyOf(token).revokedAt(revokedAt.orElse(null)).build();
        }
    }

    /** Answers from memory for a few reads. */
    static final class StaleRead extends DelegatingStore {
        private static final int READS = 3;

        private final Map<TokenId, StoredToken> remembered = new HashMap<>();
        private final Map<TokenId, Integer> reads = new HashMap<>();

        @Override
        public synchronized Optional<StoredToken> find(TokenId id) {
            if (reads.merge(id, 1, Integer::sum) % READS == 1) {
                remembered.remove(id);
                super.find(id).ifPresent(row -> remembered.put(id, row));
            }
            return Optional.ofNullable(remembered.get(id));
        }
    }

    /** Compares ids as a case-folding collation does. */
    static final class CaseFoldedIds extends DelegatingStore {
        private final List<TokenId> inserted = new CopyOnWriteArrayList<>();

        @Override
        public Insertion insert(StoredToken token) {
            inserted.add(token.token().id());
            return super.insert(token);
        }

        @Override
        public Optional<StoredToken> find(TokenId id) {
            return inserted.stream()
                    .filter(known -> known.toString().equalsIgnoreCase(id.toString()))
                    .findFirst()
                    .flatMap(super::find);
        }
    }

    /** Keeps full seconds. */
    static final class TruncatedTime extends DelegatingStore {
        @Override
        public Insertion insert(StoredToken row) {
            Token token = row.token();
            return super.insert(with(
                    row,
                    Token.builder(token.id(), token.owner(), token.name(), token.scopes(), seconds(token.createdAt()))
                            .description(token.description())
                            .expiresAt(token.expiresAt()
                                    .map(TruncatedTime::seconds)
                                    .orElse(null))
                            .build()));
        }

        private static Instant seconds(Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public int revoke(Selection selection, Instant at) {
            return super.revoke(selection, seconds(at));
        }
    }

    /** Says that tokens are revoked and does it one read later. */
    static final class LateRevocation extends DelegatingStore {
        private Runnable pending = () -> {};

        @Override
        public synchronized int revoke(Selection selection, Instant at) {
            commit();
            pending = () -> super.revoke(selection, at);
            TokenQuery live = TokenQuery.ownedBy(selection.owner()).limit(TokenQuery.MAX_LIMIT);
            return (int) super.list(live).tokens().stream()
                    .filter(token -> selection.id().map(token.id()::equals).orElse(true))
                    .count();
        }

        private void commit() {
            pending.run();
            pending = () -> {};
        }

        @Override
        public synchronized Optional<StoredToken> find(TokenId id) {
            Optional<StoredToken> found = super.find(id);
            commit();
            return found;
        }

        @Override
        public synchronized Insertion insert(StoredToken token) {
            commit();
            return super.insert(token);
        }
    }

    /** Goes on behind an instant, and so skips the other tokens of that millisecond. */
    static final class SkippingList extends DelegatingStore {
        @Override
        public TokenPage list(TokenQuery query) {
            TokenQuery all = TokenQuery.ownedBy(query.owner()).limit(TokenQuery.MAX_LIMIT);
            return TokenPage.of(
                    query,
                    super.list(query.withRevoked() ? all.includingRevoked() : all).tokens().stream()
                            .filter(token -> query.after()
                                    .map(TokenPage.Cursor::createdAt)
                                    .map(token.createdAt()::isBefore)
                                    .orElse(true))
                            .limit(query.limit() + 1L)
                            .toList());
        }
    }

    /** Marks the tokens that a suspended owner has, and not the owner. */
    static final class ForgetfulSuspension extends DelegatingStore {
        private final Set<TokenId> suspended = new HashSet<>();

        @Override
        public synchronized void setSuspended(String owner, boolean suspend, Instant at) {
            TokenQuery all = TokenQuery.ownedBy(owner).includingRevoked().limit(TokenQuery.MAX_LIMIT);
            List<TokenId> ids = list(all).tokens().stream().map(Token::id).toList();
            if (suspend) {
                suspended.addAll(ids);
            } else {
                ids.forEach(suspended::remove);
            }
        }

        @Override
        public synchronized Optional<StoredToken> find(TokenId id) {
            return super.find(id)
                    .map(row -> new StoredToken(row.token(), row.hash(), row.secretCheck(), suspended.contains(id)));
        }
    }

    /** Revokes by id, whoever asks. */
    static final class AnybodysRevocation extends DelegatingStore {
        @Override
        public int revoke(Selection selection, Instant at) {
            return selection
                    .id()
                    .flatMap(this::find)
                    .map(row -> super.apply(Change.revoke(row.token().owner(), row.token().id(), at))
                    .orElseGet(() -> super.revoke(selection, at), "test"));
        }
    }

    /** Purges what is just as old as the given instant. */
    static final class HastyPurge extends DelegatingStore {
        @Override
        public int purge(Instant deadBefore, int limit) {
            return super.purge(deadBefore.plusMillis(1), limit);
        }
    }

    /** Counts changes by itself, in a step of its own. */
    abstract static class OwnEpochs extends DelegatingStore {
        private final AtomicLong raised = new AtomicLong();

        @Override
        public Epochs epochs() {
            long[] counters = new long[Epochs.SHARDS];
            Arrays.fill(counters, raised.get());
            return Epochs.of(counters);
        }

        void raise() {
            raised.incrementAndGet();
        }

        static void letOthersLook() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Counts a change before it is there. */
    static final class EarlyEpoch extends OwnEpochs {
        @Override
        public int revoke(Selection selection, Instant at) {
            raise();
            letOthersLook();
            return super.revoke(selection, at);
        }

        @Override
        public void setSuspended(String owner, boolean suspended, Instant at) {
            raise();
            letOthersLook();
            super.setSuspended(owner, suspended, at);
        }
    }

    /** Counts a change when it is there already. */
    static final class LateEpoch extends OwnEpochs {
        @Override
        public int revoke(Selection selection, Instant at) {
            int count = super.revoke(selection, at);
            letOthersLook();
            raise();
            return count;
        }

        @Override
        public void setSuspended(String owner, boolean suspended, Instant at) {
            super.setSuspended(owner, suspended, at);
            letOthersLook();
            raise();
        }
    }

    /** Counts no change at all. */
    static final class ForgottenEpoch extends OwnEpochs {}
}
