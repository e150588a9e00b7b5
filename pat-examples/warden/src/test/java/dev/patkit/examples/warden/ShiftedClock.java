package dev.patkit.examples.warden;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The system clock in UTC with an adjustable offset, so that tests need not wait. */
final class ShiftedClock extends Clock {
    private final AtomicLong shiftMillis = new AtomicLong();

    void advance(Duration time) {
        shiftMillis.addAndGet(time.toMillis());
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plusMillis(shiftMillis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
