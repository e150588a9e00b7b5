package dev.patkit.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The state of the node that verifies. */
enum Condition {
    HEALTHY(0),
    /** Its polls hang; other reads are answered. */
    POLL_BLOCKED(0),
    /** Its connections to the database are broken, and so are new ones. */
    DATABASE_STOPPED(0),
    CLOCK_AN_HOUR_AHEAD(1),
    CLOCK_AN_HOUR_BEHIND(-1);

    /** A revocation that was committed this long ago must be seen. */
    static final Duration BOUND = Duration.ofSeconds(1);

    private final Duration ahead;

    Condition(int hoursAhead) {
        ahead = Duration.ofHours(hoursAhead);
    }

    Clock clock() {
        return Clock.offset(Clock.systemUTC(), ahead);
    }

    /** Every answer that a token gets from when it is cached until its revocation is seen, or the bound is over. */
    Set<Answer> answers() {
        return EnumSet.of(Answer.ACCEPTED, this == DATABASE_STOPPED ? Answer.UNAVAILABLE : Answer.REVOKED);
    }
}
