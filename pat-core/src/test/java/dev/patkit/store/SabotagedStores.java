package dev.patkit.store;

import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        public Change.Outcome apply(Change change) {
            Change.Outcome outcome = super.apply(change);
            change.revocations().forEach(part -> {
                part.id().ifPresentOrElse(writtenBack::remove, writtenBack::clear);
                revocations.release();
            });
            return outcome;
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
        public Change.Outcome apply(Change change) {
            change.insertions().forEach(part -> inserted.add(part.row().token().id()));
            return super.apply(change);
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
        public Change.Outcome apply(Change change) {
            return super.apply(partsOf(change).stream()
                    .map(TruncatedTime::inSeconds)
                    .reduce(Change::and)
                    .orElseThrow());
        }

        private static Change inSeconds(Change part) {
            if (!part.insertions().isEmpty()) {
                Change.Insertion insertion = part.insertions().get(0);
                Token token = inSeconds(insertion.row().token());
                return Change.issue(
                        with(insertion.row(), token), insertion.event().actor());
            }
            return part.revocations().isEmpty()
                    ? part
                    : inSeconds(part.revocations().get(0));
        }

        private static Change inSeconds(Change.Revocation revocation) {
            Instant at = seconds(revocation.at());
            String actor = revocation.event().actor();
            return revocation
                    .id()
                    .map(id -> Change.revoke(revocation.owner(), id, at, actor))
                    .orElseGet(() -> Change.revokeAll(revocation.owner(), at, actor));
        }

        private static Token inSeconds(Token token) {
            return Token.builder(token.id(), token.owner(), token.name(), token.scopes(), seconds(token.createdAt()))
                    .description(token.description())
                    .expiresAt(token.expiresAt().map(TruncatedTime::seconds).orElse(null))
                    .build();
        }

        private static Instant seconds(Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** Says that tokens are revoked before the transaction is committed, one read later. */
    static final class LateRevocation extends DelegatingStore {
        private Runnable pending = () -> {};

        @Override
        public synchronized Change.Outcome apply(Change change) {
            commit();
            if (change.revocations().size() != 1 || partsOf(change).size() != 1) {
                return super.apply(change);
            }
            int count = liveTokens(change.revocations().get(0));
            pending = () -> super.apply(change);
            return new Change.Outcome(count > 0 ? Change.Result.APPLIED : Change.Result.UNCHANGED, count);
        }

        private void commit() {
            pending.run();
            pending = () -> {};
        }

        private int liveTokens(Change.Revocation revocation) {
            TokenQuery live = TokenQuery.ownedBy(revocation.owner()).limit(TokenQuery.MAX_LIMIT);
            return (int) super.list(live).tokens().stream()
                    .filter(token -> revocation.id().map(token.id()::equals).orElse(true))
                    .count();
        }

        @Override
        public synchronized Optional<StoredToken> find(TokenId id) {
            Optional<StoredToken> found = super.find(id);
            commit();
            return found;
        }
    }

    /** Applies the parts of a change one after the other, and what was done stays done when a later part is refused. */
    static final class HalfAppliedChange extends DelegatingStore {
        @Override
        public Change.Outcome apply(Change change) {
            Change.Outcome sum = new Change.Outcome(Change.Result.UNCHANGED, 0);
            for (Change part : partsOf(change)) {
                Change.Outcome outcome = super.apply(part);
                if (outcome.result() == Change.Result.ID_TAKEN || outcome.result() == Change.Result.NAME_TAKEN) {
                    return outcome;
                }
                Change.Result result = outcome.result() == Change.Result.APPLIED ? outcome.result() : sum.result();
                sum = new Change.Outcome(result, sum.revoked() + outcome.revoked());
                letOthersLook();
            }
            return sum;
        }
    }

    /** Checks whether a name is taken before it revokes the token that has it. */
    static final class EarlyNameCheck extends DelegatingStore {
        @Override
        public synchronized Change.Outcome apply(Change change) {
            return change.insertions().stream()
                    .map(part -> part.row().token())
                    .filter(this::isTaken)
                    .findFirst()
                    .map(token -> Change.Outcome.refused(Change.Result.NAME_TAKEN))
                    .orElseGet(() -> super.apply(change));
        }

        private boolean isTaken(Token added) {
            TokenQuery all = TokenQuery.ownedBy(added.owner()).limit(TokenQuery.MAX_LIMIT);
            return super.find(added.id()).isEmpty()
                    && list(all).tokens().stream()
                            .filter(token -> token.name().equals(added.name()))
                            .anyMatch(token -> token.state(added.createdAt()) == Token.State.LIVE);
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
        public synchronized Change.Outcome apply(Change change) {
            Change.Outcome outcome = super.apply(change);
            if (outcome.result() == Change.Result.APPLIED) {
                change.suspensions().forEach(this::mark);
            }
            return outcome;
        }

        private void mark(Change.Suspension part) {
            TokenQuery all = TokenQuery.ownedBy(part.owner()).includingRevoked().limit(TokenQuery.MAX_LIMIT);
            List<TokenId> ids = list(all).tokens().stream().map(Token::id).toList();
            if (part.suspended()) {
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
        public Change.Outcome apply(Change change) {
            return super.apply(partsOf(change).stream()
                    .map(this::asTheOwner)
                    .reduce(Change::and)
                    .orElseThrow());
        }

        private Change asTheOwner(Change part) {
            return part.revocations().stream()
                    .flatMap(revocation -> revocation.id().stream()
                            .flatMap(id -> find(id).stream())
                            .map(StoredToken::token)
                            .map(token -> Change.revoke(
                                    token.owner(),
                                    token.id(),
                                    revocation.at(),
                                    revocation.event().actor())))
                    .findFirst()
                    .orElse(part);
        }
    }

    /** Purges what is just as old as the given instant. */
    static final class HastyPurge extends DelegatingStore {
        @Override
        public int purge(Instant deadBefore, int limit) {
            return super.purge(deadBefore.plusMillis(1), limit);
        }
    }
}
