package dev.patkit.internal.rows;

import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ForwardingStore;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.pipeline.Authenticator;
import dev.patkit.internal.pipeline.TestVerifier;
import dev.patkit.internal.proof.SecretFingerprint;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.SimulatedStore.Raising;
import dev.patkit.internal.rows.SimulatedStore.Transaction;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One seeded schedule of events: two nodes poll and verify, transactions begin and commit or never commit, the store
 * fails and recovers, time passes; and all of that also in the middle of a poll and of a read. It runs in one thread,
 * so the seed decides everything.
 */
final class EpochSchedule {
    static final Duration BOUND = Duration.ofMillis(10);
    static final String SECRET = "S".repeat(43);

    private static final Scope READ = Scope.of("read");
    private static final Notifier NOTIFIER = new Notifier(answer -> {});
    private static final int DEEPEST = 3;

    /** What is wrong with the verifier or the store: nothing, or a control that the test must detect. */
    enum Fault {
        NONE,
        STAMP_TAKEN_AFTER_THE_ROW_WAS_READ,
        POLL_TIMED_AT_ITS_END,
        RAISED_WHEN_THE_TRANSACTION_BEGINS,
        RAISED_SOME_TIME_AFTER_THE_CHANGE
    }

    private final Random random;
    private final Fault fault;
    private final SimulatedStore store;
    private final SecretProver prover;
    private final List<Node> nodes;
    private final List<Transaction> open = new ArrayList<>();
    private final List<Transaction> unraised = new ArrayList<>();
    private long now;
    private int depth;
    private int accepted;
    private int acceptedFromCache;
    private int refused;
    private int violations;

    EpochSchedule(long seed, Fault fault, SecretProver prover, SecretHash hash) {
        random = new Random(seed);
        this.fault = fault;
        this.prover = prover;
        store = new SimulatedStore(
                switch (fault) {
                    case RAISED_WHEN_THE_TRANSACTION_BEGINS -> Raising.WHEN_THE_TRANSACTION_BEGINS;
                    case RAISED_SOME_TIME_AFTER_THE_CHANGE -> Raising.SOME_TIME_AFTER_THE_CHANGE;
                    default -> Raising.WITH_THE_CHANGE;
                },
                hash,
                this::happen);
        nodes = List.of(new Node(random.nextLong()), new Node(random.nextLong()));
    }

    /** A process with a monotonic clock of its own. */
    private final class Node {
        private final EpochTokenCache cache;
        private final TestVerifier verifier;
        private final boolean[] revokedHere = new boolean[SimulatedStore.TOKENS];
        private boolean polling;

        Node(long origin) {
            LongSupplier nanoTime = () -> now + origin;
            Prefetching reads = new Prefetching();
            boolean late = fault == Fault.POLL_TIMED_AT_ITS_END;
            cache = new EpochTokenCache(
                    reads,
                    Freshness.within(BOUND).rows(64),
                    late ? () -> reads.prefetchEpochs(nanoTime) : nanoTime,
                    NOTIFIER);
            TokenCache used = fault == Fault.STAMP_TAKEN_AFTER_THE_ROW_WAS_READ ? new LateStamps(cache, reads) : cache;
            Authenticator.Time time = new Authenticator.Time(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), nanoTime);
            verifier = new TestVerifier(reads, prover, used, owner -> true, NOTIFIER, time);
        }
    }

    /** The simulated store; a faulty verifier reads a row or epochs from it too early. */
    private final class Prefetching extends ForwardingStore {
        private @Nullable StoredToken row;
        private @Nullable Epochs epochs;

        Prefetching() {
            super(store);
        }

        void prefetch(long id) {
            row = super.find(new TokenId(id)).orElse(null);
        }

        long prefetchEpochs(LongSupplier clock) {
            try {
                epochs = super.epochs();
            } catch (UnavailableException e) {
                epochs = null;
            }
            return clock.getAsLong();
        }

        @Override
        public Optional<StoredToken> find(TokenId id) {
            StoredToken known = row;
            row = null;
            return known == null ? super.find(id) : Optional.of(known);
        }

        @Override
        public Epochs epochs() {
            Epochs known = epochs;
            epochs = null;
            return known == null ? super.epochs() : known;
        }
    }

    /** Reads the row first, and takes the stamp then. */
    private static final class LateStamps implements TokenCache {
        private final EpochTokenCache cache;
        private final Prefetching reads;
        private long asked;

        LateStamps(EpochTokenCache cache, Prefetching reads) {
            this.cache = cache;
            this.reads = reads;
        }

        @Override
        public @Nullable CachedToken find(long id, long time) {
            asked = id;
            return cache.find(id, time);
        }

        @Override
        public @Nullable EpochSnapshot stamp() {
            reads.prefetch(asked);
            return cache.stamp();
        }

        @Override
        public CachedToken add(
                StoredToken stored, long time, SecretFingerprint fingerprint, @Nullable EpochSnapshot stamp) {
            return cache.add(stored, time, fingerprint, stamp);
        }

        @Override
        public void invalidate(int shard) {
            cache.invalidate(shard);
        }

        @Override
        public void start() {}

        @Override
        public void close() {}
    }

    /** Runs the schedule. */
    EpochSchedule run(int events) {
        for (int event = 0; event < events; event++) {
            next();
        }
        return this;
    }

    /** What happens while the store is at work. */
    private void happen() {
        if (depth < DEEPEST) {
            depth++;
            for (int events = random.nextInt(3); events > 0; events--) {
                next();
            }
            depth--;
        }
    }

    private void next() {
        Node node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> now += random.nextLong(BOUND.toNanos() / 2) + 1;
            case 4 -> now += random.nextLong(3 * BOUND.toNanos()) + 1;
            case 5, 6, 7 -> poll(node);
            case 8 -> begin();
            case 9, 10 -> commit();
            case 11 -> store.setBroken(random.nextInt(4) == 0);
            case 12 -> revokeHere(node);
            default -> verify(node, random.nextInt(SimulatedStore.TOKENS));
        }
    }

    private static void poll(Node node) {
        if (!node.polling) {
            node.polling = true;
            node.cache.poll();
            node.polling = false;
        }
    }

    private void begin() {
        boolean ofToken = random.nextInt(4) == 0;
        Transaction transaction = new Transaction(
                ofToken ? random.nextInt(SimulatedStore.TOKENS) : -1,
                random.nextInt(SimulatedStore.OWNERS),
                random.nextBoolean());
        store.begin(transaction);
        open.add(transaction);
    }

    private void commit() {
        if (!unraised.isEmpty()) {
            store.raiseLate(unraised.remove(random.nextInt(unraised.size())));
        } else if (!open.isEmpty()) {
            Transaction transaction = open.remove(random.nextInt(open.size()));
            store.commit(transaction, now);
            unraised.add(transaction);
        }
    }

    /** A revocation through this node, which invalidates its cache. */
    private void revokeHere(Node node) {
        int token = random.nextInt(4 * SimulatedStore.TOKENS);
        if (token < SimulatedStore.TOKENS) {
            Transaction transaction = new Transaction(token, -1, false);
            store.begin(transaction);
            store.commit(transaction, now);
            unraised.add(transaction);
            node.cache.invalidate(Epochs.shardOf(SimulatedStore.idOf(token)));
            node.revokedHere[token] = true;
        }
    }

    private void verify(Node node, int token) {
        String text = TestVerifier.textOf(SimulatedStore.idOf(token), SECRET);
        long began = now;
        boolean revokedHere = node.revokedHere[token];
        int reads = store.reads();
        try {
            if (node.verifier.verify(text, READ) instanceof Accepted) {
                accepted++;
                acceptedFromCache += store.reads() == reads ? 1 : 0;
                violations += revokedHere || store.mustBeRefused(token, began - BOUND.toNanos()) ? 1 : 0;
            } else {
                refused++;
            }
        } catch (UnavailableException e) {
            // Unavailable is never an acceptance.
        }
    }

    int accepted() {
        return accepted;
    }

    int acceptedFromCache() {
        return acceptedFromCache;
    }

    int refused() {
        return refused;
    }

    /** Acceptances of what had been revoked or suspended for the bound or longer when the call began. */
    int violations() {
        return violations;
    }
}
