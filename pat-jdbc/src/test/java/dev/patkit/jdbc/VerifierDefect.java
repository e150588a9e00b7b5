package dev.patkit.jdbc;

import dev.patkit.verify.Freshness;

/** A defect of a verifier that the trials must catch. */
enum VerifierDefect {
    NONE(1),
    /** It uses cached rows for thirty times as long. */
    LONGER_BOUND(30),
    /** It polls, but always uses the first answer. */
    FROZEN_EPOCHS(1);

    private final int times;

    VerifierDefect(int times) {
        this.times = times;
    }

    Freshness freshness() {
        return Freshness.within(Condition.BOUND.multipliedBy(times));
    }
}
