package dev.patkit.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.EpochSchedule.Fault;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.verify.Freshness;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bound of {@link Freshness#within} holds in whatever order commits, polls and reads happen; and the test detects
 * faults in what keeps it.
 */
class FreshnessBoundTest {
    private static final long SEED = Long.getLong("patkit.seed", 1);
    private static final int SCHEDULES = 10_000;
    private static final int EVENTS = 60;

    private final SecretHasher hasher = SecretHasher.sha256();
    private final SecretHash hash = hasher.hash(SecretText.of(EpochSchedule.SECRET));
    private final SecretProver prover = new SecretProver(hasher, List.of(), 0, HashingLimits.ofDefaults());

    @AfterEach
    void close() {
        prover.close();
    }

    @Test
    void noTokenIsAcceptedThatEndedLongerAgoThanTheBound() {
        long fromCache = 0;
        long refused = 0;
        for (int number = 0; number < SCHEDULES; number++) {
            long seed = SEED + number;

            EpochSchedule schedule = new EpochSchedule(seed, Fault.NONE, prover, hash).run(EVENTS);

            assertThat(schedule.violations()).as("seed %d", seed).isZero();
            fromCache += schedule.acceptedFromCache();
            refused += schedule.refused();
        }
        assertThat(fromCache).as("acceptances from the cache").isGreaterThan(SCHEDULES / 2);
        assertThat(refused).as("refusals").isGreaterThan(SCHEDULES / 2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void faultIsDetected(Fault fault) {
        long violations = 0;
        for (int number = 0; number < SCHEDULES && violations == 0; number++) {
            violations += new EpochSchedule(SEED + number, fault, prover, hash)
                    .run(EVENTS)
                    .violations();
        }

        assertThat(violations).as("seeds from %d", SEED).isPositive();
    }
}
