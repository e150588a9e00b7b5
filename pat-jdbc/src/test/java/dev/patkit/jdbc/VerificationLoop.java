package dev.patkit.jdbc;

import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.verify.Verifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Verifies tokens repeatedly, and keeps when each was last accepted and which answers it got. */
final class VerificationLoop {
    static final Scope READ = Scope.of("catalog:read");

    private final NodeStore store;
    private final Verifier verifier;
    private final List<PresentedToken> tokens;
    private final long[] accepted;
    private final int[] answers;
    private volatile long end = Long.MAX_VALUE;

    /** One token since all were cached: when its last accepted verification began, and the bits of all answers. */
    record Observation(long accepted, int answers) {}

    VerificationLoop(NodeStore store, Verifier verifier, List<PresentedToken> tokens) {
        this.store = store;
        this.verifier = verifier;
        this.tokens = tokens;
        accepted = new long[tokens.size()];
        answers = new int[tokens.size()];
    }

    /** Verifies until all are accepted without the store being read. */
    void untilCached() {
        int before;
        Set<Answer> round;
        do {
            Arrays.fill(answers, 0);
            before = store.reads();
            round = verifyAll();
        } while (!round.equals(EnumSet.of(Answer.ACCEPTED)) || store.reads() > before);
    }

    /** Verifies every token once, and returns the different answers. */
    private Set<Answer> verifyAll() {
        EnumSet<Answer> round = EnumSet.noneOf(Answer.class);
        for (int number = 0; number < tokens.size(); number++) {
            long began = System.nanoTime();
            Answer answer = Answer.of(verifier, tokens.get(number), READ);
            if (answer == Answer.ACCEPTED) {
                accepted[number] = began;
            }
            answers[number] |= answer.bit();
            round.add(answer);
        }
        return round;
    }

    /** Verifies until all are refused as revoked, or all were verified once more after the end. */
    void untilRevoked() {
        long began;
        Set<Answer> round;
        do {
            began = System.nanoTime();
            round = verifyAll();
        } while (!round.equals(EnumSet.of(Answer.REVOKED)) && began < end);
    }

    /** When the loop may end, by the monotonic clock. */
    void endAt(long nanos) {
        end = nanos;
    }

    int size() {
        return tokens.size();
    }

    Observation observationOf(int number) {
        return new Observation(accepted[number], answers[number]);
    }
}
