package dev.patkit.jdbc;

import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.verify.Verifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Verifies some tokens over and over, and keeps when each was last accepted and what was ever said of it. */
final class Watch {
    static final Scope READ = Scope.of("catalog:read");

    private final NodeStore store;
    private final Verifier verifier;
    private final List<PresentedToken> tokens;
    private final long[] accepted;
    private final int[] answers;
    private volatile long end = Long.MAX_VALUE;

    /** What was seen of one token since all were in memory: when its last acceptance began, and the bits of all answers. */
    record Sight(long accepted, int answers) {}

    Watch(NodeStore store, Verifier verifier, List<PresentedToken> tokens) {
        this.store = store;
        this.verifier = verifier;
        this.tokens = tokens;
        accepted = new long[tokens.size()];
        answers = new int[tokens.size()];
    }

    /** Verifies until all are accepted without the store being read. */
    void untilInMemory() {
        int before;
        Set<Answer> round;
        do {
            Arrays.fill(answers, 0);
            before = store.reads();
            round = verifyAll();
        } while (!round.equals(EnumSet.of(Answer.ACCEPTED)) || store.reads() > before);
    }

    /** Every token once, and what was said of any. */
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

    /** From when on nothing new is to be expected, by the monotonic clock. */
    void endAt(long nanos) {
        end = nanos;
    }

    int size() {
        return tokens.size();
    }

    Sight sightOf(int number) {
        return new Sight(accepted[number], answers[number]);
    }
}
