package dev.patkit.examples.benchmarks.versions;

import java.util.List;

/**
 * What one round found.
 *
 * @param nanos the time of a call of what is compared
 * @param baseNanos the time of a call of what is compared with
 * @param limitNanos the time of reading a text and one SHA-256 of it, or 0 if that was not measured
 * @param bytes what a call of what is compared allocates
 * @param baseBytes what a call of what is compared with allocates
 */
record Sample(double nanos, double baseNanos, double limitNanos, double bytes, double baseBytes) {
    /** After the slices of a round. */
    static Sample of(Caller ours, Caller base, List<Caller> limit) {
        double limitNanos = limit.stream().mapToDouble(Caller::nanos).sum();
        return new Sample(ours.nanos(), base.nanos(), limitNanos, ours.bytes(), base.bytes());
    }

    double ratio() {
        return nanos / baseNanos;
    }

    boolean hasLimit() {
        return limitNanos > 0;
    }

    double toLimit() {
        return nanos / limitNanos;
    }

    double baseToLimit() {
        return baseNanos / limitNanos;
    }
}
