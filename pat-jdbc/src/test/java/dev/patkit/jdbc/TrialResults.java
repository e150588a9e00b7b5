package dev.patkit.jdbc;

import dev.patkit.jdbc.VerificationLoop.Observation;
import java.util.Locale;

/**
 * The results of a number of trials.
 *
 * @param trials how many tokens were revoked
 * @param acceptedAfter how many of them were accepted after their revocation was committed, so from a cached row
 * @param latest the latest start of an accepted verification, in nanoseconds after the commit of that token's
 *     revocation
 * @param ofTheBound the same after the node was cut off, if it was: the part of the bound that was used
 * @param violations how many tokens were accepted after the bound
 * @param unexpected how many tokens got answers other than the expected ones
 */
record TrialResults(int trials, int acceptedAfter, long latest, long ofTheBound, int violations, int unexpected) {
    static final TrialResults NONE = new TrialResults(0, 0, 0, 0, 0, 0);

    /** One trial: the observation of a token, when its revocation was committed, and when the node was cut off. */
    static TrialResults of(Condition condition, Observation observation, long committed, long cutOff) {
        long after = Math.max(0, observation.accepted() - committed);
        boolean mayHaveRead = after == 0 && condition != Condition.DATABASE_STOPPED;
        long ofTheBound = mayHaveRead ? 0 : observation.accepted() - Math.min(committed, cutOff);
        return new TrialResults(
                1,
                after > 0 ? 1 : 0,
                after,
                ofTheBound,
                ofTheBound >= Condition.BOUND.toNanos() ? 1 : 0,
                Answer.in(observation.answers()).equals(condition.answers()) ? 0 : 1);
    }

    TrialResults plus(TrialResults more) {
        return new TrialResults(
                trials + more.trials,
                acceptedAfter + more.acceptedAfter,
                Math.max(latest, more.latest),
                Math.max(ofTheBound, more.ofTheBound),
                violations + more.violations,
                unexpected + more.unexpected);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d trials, %,d accepted after the commit, the last %.1f ms after it and %.1f ms into the bound,"
                        + " %d violations, %d with unexpected answers",
                trials,
                acceptedAfter,
                latest / 1e6,
                ofTheBound / 1e6,
                violations,
                unexpected);
    }
}
