package dev.patkit.internal.rows;

import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ForwardingStore;
import dev.patkit.secret.ProofDigest;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import dev.patkit.verify.SimulatedStore.Change;
import dev.patkit.verify.SimulatedStore.Raising;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One seeded course of events: two nodes poll and verify, transactions begin and commit or never do, the store breaks and
 * mends, time goes by; and all of that also in the middle of a poll and of a read. One thread, so a seed says it all.
 */
final class EpochSchedule {
    static final Duration BOUND = Duration.ofMillis(10);

    private static final Scope READ = Scope.of("read");
    private static final TokenFormat FORMAT = TokenFormat.withPrefix("pat");
    private static final SecretText SECRET = SecretText.of("S".repeat(43));
    private static final int DEEPEST = 3;

    /** What is wrong with the verifier or the store; nothing, or a control that must be caught. */
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
    private final List<Change> open = new ArrayList<>();
    private final List<Change> unraised = new ArrayList<>();
    private long now;
    private int depth;
    private int accepted;
    private int acceptedFromMemory;
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
    private final class Node implements AutoCloseable {
        private final EpochMemory memory;
        private final StoreVerifier verifier;
        private final boolean[] revokedHere = new boolean[SimulatedStore.TOKENS];
        private boolean polling;

        Node(long origin) {
            LongSupplier clock = () -> now + origin;
            Prefetching reads = new Prefetching();
            boolean late = fault == Fault.POLL_TIMED_AT_ITS_END;
            memory = new EpochMemory(reads, BOUND, 64, late ? () -> reads.prefetchEpochs(clock) : clock, answer -> {});
            RowMemory used = fault == Fault.STAMP_TAKEN_AFTER_THE_ROW_WAS_READ ? new LateStamps(memory, reads) : memory;
            VerifierOptions options =
                    VerifierOptions.ofDefaults().format(FORMAT).nanoTime(clock).storeDeadline(Duration.ofHours(1));
            verifier = new StoreVerifier(reads, prover, options, used);
        }

        @Override
        public void close() {
            verifier.close();
        }
    }

    /** The simulated store, of which a broken verifier reads something before it should. */
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
    private static final class LateStamps implements RowMemory {
        private final EpochMemory memory;
        private final Prefetching reads;
        private long asked;

        LateStamps(EpochMemory memory, Prefetching reads) {
            this.memory = memory;
            this.reads = reads;
        }

        @Override
        public @Nullable Row find(long id, long time) {
            asked = id;
            return memory.find(id, time);
        }

        @Override
        public @Nullable EpochSnapshot stamp() {
            reads.prefetch(asked);
            return memory.stamp();
        }

        @Override
        public Row remember(StoredToken stored, long now, ProofDigest proof, EpochSnapshot stamp) {
            return memory.remember(stored, now, proof, stamp);
        }

        @Override
        public void forget(int shard) {
            memory.forget(shard);
        }

        @Override
        public void start() {}

        @Override
        public void close() {
            memory.close();
        }
    }

    /** Runs the whole course. */
    EpochSchedule run(int events) {
        try {
            for (int event = 0; event < events; event++) {
                next();
            }
        } finally {
            nodes.forEach(Node::close);
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
            node.memory.poll();
            node.polling = false;
        }
    }

    private void begin() {
        boolean ofToken = random.nextInt(4) == 0;
        Change change = new Change(
                ofToken ? random.nextInt(SimulatedStore.TOKENS) : -1,
                random.nextInt(SimulatedStore.OWNERS),
                random.nextBoolean());
        store.begin(change);
        open.add(change);
    }

    private void commit() {
        if (!unraised.isEmpty()) {
            store.raiseLate(unraised.remove(random.nextInt(unraised.size())));
        } else if (!open.isEmpty()) {
            Change change = open.remove(random.nextInt(open.size()));
            store.commit(change, now);
            unraised.add(change);
        }
    }

    /** A revocation through a node's own front door, which tells its verifier. */
    private void revokeHere(Node node) {
        int token = random.nextInt(4 * SimulatedStore.TOKENS);
        if (token < SimulatedStore.TOKENS) {
            Change change = new Change(token, -1, false);
            store.begin(change);
            store.commit(change, now);
            unraised.add(change);
            node.verifier.forget(SimulatedStore.idOf(token));
            node.revokedHere[token] = true;
        }
    }

    private void verify(Node node, int token) {
        PresentedToken presented = PresentedToken.of(
                FORMAT.write(SimulatedStore.idOf(token), SECRET).reveal());
        long began = now;
        boolean revokedHere = node.revokedHere[token];
        int reads = store.reads();
        try {
            if (node.verifier.verify(presented, READ) instanceof Accepted) {
                accepted++;
                acceptedFromMemory += store.reads() == reads ? 1 : 0;
                violations += revokedHere || store.mustBeRefused(token, began - BOUND.toNanos()) ? 1 : 0;
            } else {
                refused++;
            }
        } catch (UnavailableException e) {
            // Trouble is never an acceptance.
        }
    }

    int accepted() {
        return accepted;
    }

    int acceptedFromMemory() {
        return acceptedFromMemory;
    }

    int refused() {
        return refused;
    }

    /** Acceptances of what had been revoked or suspended for the bound or longer when the call began. */
    int violations() {
        return violations;
    }
}
