package dev.patkit.jdbc;

import dev.patkit.verify.Freshness;

/** How a wrong verifier is made, which the trials must catch. */
enum Sabotage {
    NONE(1),
    /** It believes its memory for thirty times as long. */
    LONGER_BOUND(30),
    /** It polls, and believes the first answer for ever. */
    FROZEN_EPOCHS(1);

    private final int times;

    Sabotage(int times) {
        this.times = times;
    }

    Freshness freshness() {
        return Freshness.within(Condition.BOUND.multipliedBy(times));
    }
}
