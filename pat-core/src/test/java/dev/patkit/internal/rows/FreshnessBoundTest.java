package dev.patkit.internal.rows;

import dev.patkit.secret.SecretHasher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.secret.SecretText;
import dev.patkit.verify.EpochSchedule.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bound of {@link Freshness#within} holds however commits, polls, reads and clocks fall; and faults in it are caught. */
class TenThousandSchedulesTest {
    private static final long SEED = Long.getLong("patkit.seed", 1);
    private static final int SCHEDULES = 10_000;
    private static final int EVENTS = 60;

    private final Sha256Hasher hasher = SecretHasher.sha256();
    private final SecretHash hash = hasher.hash(SecretText.of("S".repeat(43)));
    private final SecretProver prover = SecretProver.builder().hasher(hasher).build();

    @AfterEach
    void close() {
        prover.close();
    }

    @Test
    void noTokenIsAcceptedThatEndedLongerAgoThanTheBound() {
        long fromMemory = 0;
        long refused = 0;
        for (int number = 0; number < SCHEDULES; number++) {
            long seed = SEED + number;

            EpochSchedule schedule = new EpochSchedule(seed, Fault.NONE, prover, hash).run(EVENTS);

            assertThat(schedule.violations()).as("seed %d", seed).isZero();
            fromMemory += schedule.acceptedFromMemory();
            refused += schedule.refused();
        }
        assertThat(fromMemory).as("acceptances from memory").isGreaterThan(SCHEDULES / 2);
        assertThat(refused).as("refusals").isGreaterThan(SCHEDULES / 2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void faultIsCaught(Fault fault) {
        long violations = 0;
        for (int number = 0; number < SCHEDULES && violations == 0; number++) {
            violations += new EpochSchedule(SEED + number, fault, prover, hash)
                    .run(EVENTS)
                    .violations();
        }

        assertThat(violations).as("seeds from %d", SEED).isPositive();
    }
}
