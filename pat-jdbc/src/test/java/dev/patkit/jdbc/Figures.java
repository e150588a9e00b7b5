package dev.patkit.jdbc;

import dev.patkit.jdbc.Watch.Sight;
import java.util.Locale;

/**
 * What came of a number of trials.
 *
 * @param trials how many tokens were revoked
 * @param acceptedAfter how many of them were accepted after their revocation was committed: from memory, then
 * @param latest when the last acceptance of all began, in nanoseconds after the commit of that token's revocation
 * @param ofTheBound the same after the node was cut off, if it was: how much of the bound was used
 * @param violations how many tokens were accepted when the whole bound was used
 * @param strange how many tokens were answered in a way in which they cannot be
 */
record Figures(int trials, int acceptedAfter, long latest, long ofTheBound, int violations, int strange) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

    /** One trial: what was seen of a token, since when its revocation is committed, and since when the node is cut off. */
    static Figures of(Condition condition, Sight sight, long committed, long cutOff) {
        long after = Math.max(0, sight.accepted() - committed);
        boolean mayHaveRead = after == 0 && condition != Condition.DATABASE_STOPPED;
        long ofTheBound = mayHaveRead ? 0 : sight.accepted() - Math.min(committed, cutOff);
        return new Figures(
                1,
                after > 0 ? 1 : 0,
                after,
                ofTheBound,
                ofTheBound >= Condition.BOUND.toNanos() ? 1 : 0,
                Answer.in(sight.answers()).equals(condition.answers()) ? 0 : 1);
    }

    Figures plus(Figures more) {
        return new Figures(
                trials + more.trials,
                acceptedAfter + more.acceptedAfter,
                Math.max(latest, more.latest),
                Math.max(ofTheBound, more.ofTheBound),
                violations + more.violations,
                strange + more.strange);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d trials, %,d accepted after the commit, the last %.1f ms after it and %.1f ms into the bound,"
                        + " %d violations, %d answered strangely",
                trials,
                acceptedAfter,
                latest / 1e6,
                ofTheBound / 1e6,
                violations,
                strange);
    }
}
