package dev.patkit.examples.benchmarks.ratio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void medianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(1, 2.5, 4));
    }

    @Test
    void smallNumbersHaveTwoDecimalsAndLargeOnesNone() {
        Spread spread = new Spread(0.951, 12.345, 1234.5);

        assertThat(spread.middle()).isEqualTo("12.35");
        assertThat(spread.range()).isEqualTo("0.95-1,235");
    }
}
