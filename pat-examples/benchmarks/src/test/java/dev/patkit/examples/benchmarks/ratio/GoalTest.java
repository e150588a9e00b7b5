package dev.patkit.examples.benchmarks.ratio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GoalTest {
    @Test
    void goalIsMetFromWhereItsShareIsOne() {
        assertThat(Goal.atLeast(2).share(4)).isEqualTo(2);
        assertThat(Goal.atLeast(2).share(1)).isEqualTo(0.5);
        assertThat(Goal.atMost(2).share(4)).isEqualTo(0.5);
        assertThat(Goal.atMost(2).share(1)).isEqualTo(2);
    }

    @Test
    void goalIsWrittenAsItIsAsked() {
        assertThat(Goal.atLeast(0.95)).hasToString(">= 0.95");
        assertThat(Goal.atMost(1.6)).hasToString("<= 1.6");
        assertThat(Goal.atLeast(1500)).hasToString(">= 1,500");
        assertThat(Goal.NONE).hasToString("");
    }
}
