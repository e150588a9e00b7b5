package dev.patkit.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved by hand, so that no test has to wait. In UTC; thread-safe. */
public final class MovingClock extends Clock {
    private Instant now;

    private MovingClock(Instant start) {
        now = start;
    }

    /**
     * A clock that shows an instant.
     *
     * @param start the instant
     * @return the clock
     */
    public static MovingClock at(Instant start) {
        return new MovingClock(start);
    }

    /**
     * Moves the clock on.
     *
     * @param time how far; backwards if negative
     */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    /**
     * Moves the clock to an instant.
     *
     * @param instant what it shows from now on
     */
    public synchronized void moveTo(Instant instant) {
        now = instant;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same clock: its zone does not matter here. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
