package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bound of {@code Freshness.within} between two processes on one database, by the one monotonic clock that both have
 * here: whatever is the matter with the node that verifies, it accepts no token that was revoked the bound ago on the other.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class RevocationAcrossProcessesTest {
    private static final int TRIALS = Integer.getInteger("patkit.revocations", 1000);
    private static final int TRIALS_OF_A_ROUND = 100;
    private static final int MOST_ROUNDS = 20;

    @ParameterizedTest
    @Tag("R-1")
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void noTokenIsAcceptedThatWasRevokedABoundAgo(TestDatabases database) throws Exception {
        try (RevocationTrials trials = new RevocationTrials(database)) {
            for (Condition condition : Condition.values()) {
                Figures figures = trials.run(condition, Sabotage.NONE, TRIALS);

                String told = database + ", " + condition + ": " + figures;
                System.out.println(told);
                assertThat(figures.violations()).as(told).isZero();
                assertThat(figures.strange()).as(told).isZero();
                assertThat(figures.acceptedAfter()).as(told).isPositive();
            }
        }
    }

    /** Controls: verifiers that break the promise, each in a condition in which it does. */
    @Test
    void wrongVerifierIsCaught() throws Exception {
        try (RevocationTrials trials = new RevocationTrials(TestDatabases.POSTGRESQL)) {
            requireCaught(trials, Condition.NOTHING_WRONG, Sabotage.FROZEN_EPOCHS);
            requireCaught(trials, Condition.NOTHING_WRONG, Sabotage.LONGER_BOUND);
            requireCaught(trials, Condition.POLL_BLOCKED, Sabotage.LONGER_BOUND);
            requireCaught(trials, Condition.DATABASE_STOPPED, Sabotage.LONGER_BOUND);
        }
    }

    private static void requireCaught(RevocationTrials trials, Condition condition, Sabotage sabotage)
            throws Exception {
        Figures figures = Figures.NONE;
        for (int round = 0; round < MOST_ROUNDS && figures.violations() == 0; round++) {
            figures = trials.run(condition, sabotage, TRIALS_OF_A_ROUND);
        }
        assertThat(figures.violations())
                .as(condition + ", " + sabotage + ": " + figures)
                .isPositive();
    }
}
