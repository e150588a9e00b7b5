package dev.patkit.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What is the matter with the node that verifies. */
enum Condition {
    NOTHING_WRONG(0),
    /** Its polls hang; what it reads otherwise is answered. */
    POLL_BLOCKED(0),
    /** Its connections to the database are broken, and new ones are at once. */
    DATABASE_STOPPED(0),
    CLOCK_AN_HOUR_AHEAD(1),
    CLOCK_AN_HOUR_BEHIND(-1);

    /** A revocation that was committed so long ago must be seen. */
    static final Duration BOUND = Duration.ofSeconds(1);

    private final Duration ahead;

    Condition(int hoursAhead) {
        ahead = Duration.ofHours(hoursAhead);
    }

    Clock clock() {
        return Clock.offset(Clock.systemUTC(), ahead);
    }

    /** Every answer that a token gets from when it is in memory until its end is known, or the bound is over. */
    Set<Answer> answers() {
        return EnumSet.of(Answer.ACCEPTED, this == DATABASE_STOPPED ? Answer.TROUBLE : Answer.REVOKED);
    }
}
