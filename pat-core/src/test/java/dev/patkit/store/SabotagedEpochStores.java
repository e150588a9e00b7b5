package dev.patkit.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Stores that each break one promise about epochs, in the ways that real stores do. */
final class SabotagedEpochStores {
    private SabotagedEpochStores() {}

    /** Raises the shard beside the right one. */
    static final class WrongShard extends DelegatingStore {
        @Override
        public Epochs epochs() {
            Epochs right = super.epochs();
            return Epochs.of(IntStream.range(0, Epochs.SHARDS)
                    .mapToLong(shard -> right.at((shard + 1) % Epochs.SHARDS))
                    .toArray());
        }
    }

    /** Counts changes by itself, in a step of its own. */
    private abstract static class OwnEpochs extends DelegatingStore {
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

        static boolean isCounted(Change change) {
            return !change.revocations().isEmpty() || !change.suspensions().isEmpty();
        }
    }

    /** Counts a change before it is there. */
    static final class EarlyEpoch extends OwnEpochs {
        @Override
        public Change.Outcome apply(Change change) {
            if (isCounted(change)) {
                raise();
                letOthersLook();
            }
            return super.apply(change);
        }

        @Override
        public int purge(Instant deadBefore, int limit) {
            raise();
            letOthersLook();
            return super.purge(deadBefore, limit);
        }
    }

    /** Counts a change when it is there already. */
    static final class LateEpoch extends OwnEpochs {
        @Override
        public Change.Outcome apply(Change change) {
            Change.Outcome outcome = super.apply(change);
            if (isCounted(change) && outcome.result() == Change.Result.APPLIED) {
                letOthersLook();
                raise();
            }
            return outcome;
        }

        @Override
        public int purge(Instant deadBefore, int limit) {
            int count = super.purge(deadBefore, limit);
            letOthersLook();
            raise();
            return count;
        }
    }

    /** Counts no change at all. */
    static final class ForgottenEpoch extends OwnEpochs {}
}
