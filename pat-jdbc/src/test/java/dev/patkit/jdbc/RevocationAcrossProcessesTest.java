package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bound of {@code Freshness.within} between two processes on one database, measured by the monotonic clock that
 * both share here: in whatever condition the verifying node is, it accepts no token that the other node revoked longer
 * ago than the bound.
 */
@Tag("java-independent")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class RevocationAcrossProcessesTest {
    private static final int TRIALS = Integer.getInteger("patkit.revocations", 1000);
    private static final int TRIALS_PER_ROUND = 100;
    private static final int MAX_ROUNDS = 20;

    @ParameterizedTest
    @Tag("R-1")
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void noTokenIsAcceptedThatWasRevokedLongerAgoThanTheBound(TestDatabases database) throws Exception {
        try (RevocationTrials trials = new RevocationTrials(database)) {
            for (Condition condition : Condition.values()) {
                TrialResults results = trials.run(condition, VerifierDefect.NONE, TRIALS);

                String summary = database + ", " + condition + ": " + results;
                System.out.println(summary);
                assertThat(results.violations()).as(summary).isZero();
                assertThat(results.unexpected()).as(summary).isZero();
                assertThat(results.acceptedAfter()).as(summary).isPositive();
            }
        }
    }

    /** Controls: defective verifiers, each in a condition in which its defect shows. */
    @Test
    void defectiveVerifierIsCaught() throws Exception {
        try (RevocationTrials trials = new RevocationTrials(TestDatabases.POSTGRESQL)) {
            requireCaught(trials, Condition.HEALTHY, VerifierDefect.FROZEN_EPOCHS);
            requireCaught(trials, Condition.HEALTHY, VerifierDefect.LONGER_BOUND);
            requireCaught(trials, Condition.POLL_BLOCKED, VerifierDefect.LONGER_BOUND);
            requireCaught(trials, Condition.DATABASE_STOPPED, VerifierDefect.LONGER_BOUND);
        }
    }

    private static void requireCaught(RevocationTrials trials, Condition condition, VerifierDefect defect)
            throws Exception {
        TrialResults results = TrialResults.NONE;
        for (int round = 0; round < MAX_ROUNDS && results.violations() == 0; round++) {
            results = trials.run(condition, defect, TRIALS_PER_ROUND);
        }
        assertThat(results.violations())
                .as(condition + ", " + defect + ": " + results)
                .isPositive();
    }
}
