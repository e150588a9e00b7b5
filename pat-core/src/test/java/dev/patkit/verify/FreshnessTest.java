package dev.patkit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
    private static final Duration BOUND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.009999999S", "PT1H0.000000001S"})
    void boundBelow10MillisecondsOrOverAnHourIsRefused(Duration bound) {
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.within(bound));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.01S", "PT1H"})
    void boundFrom10MillisecondsToAnHourIsKept(Duration bound) {
        assertThat(Freshness.within(bound).bound()).isEqualTo(bound);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 24) + 1, Integer.MAX_VALUE})
    void rowsOutOfRangeAreRefused(int rows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Freshness.within(BOUND).rows(rows));
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.strict().rows(rows));
    }

    @Test
    void strictCachesNothingWhateverTheRows() {
        assertThat(Freshness.strict().rows(7).rows()).isZero();
        assertThat(Freshness.strict().bound()).isZero();
    }

    @Test
    void printedFormStatesBoundAndRows() {
        assertThat(Freshness.within(BOUND).rows(7)).hasToString("within 1000 ms, 7 rows");
        assertThat(Freshness.strict().rows(7)).hasToString("strict");
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingBoundIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Freshness.within(null))
                .withMessage("bound must not be null");
    }
}
