package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.store.InMemoryTokenStore;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastUsedPolicyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @Tag("Q-6")
    @CsvSource({
        "PT0S, PT1M, 1, writeEvery",
        "PT-1S, PT1M, 1, writeEvery",
        "PT24H0.000000001S, PT1M, 1, writeEvery",
        "PT1S, PT-0.000000001S, 1, resolution",
        "PT1S, PT24H0.000000001S, 1, resolution",
        "PT1S, PT1M, -1, maxPending"
    })
    void valueOutOfBoundsIsRefusedByName(Duration writeEvery, Duration resolution, int maxPending, String argument) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LastUsedPolicy(writeEvery, resolution, maxPending))
                .withMessageStartingWith(argument + " must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalAccessTokens.builder(new InMemoryTokenStore())
                        .lastUsed(writeEvery, resolution, maxPending))
                .withMessageStartingWith(argument + " must");
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, PT0S, 0", "PT24H, PT24H, 2147483647"})
    void valueAtTheBoundsIsAccepted(Duration writeEvery, Duration resolution, int maxPending) {
        assertThat(new LastUsedPolicy(writeEvery, resolution, maxPending).writeEvery())
                .isEqualTo(writeEvery);
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingValueIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new LastUsedPolicy(null, MINUTE, 1))
                .withMessage("writeEvery must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new LastUsedPolicy(MINUTE, null, 1))
                .withMessage("resolution must not be null");
    }
}
