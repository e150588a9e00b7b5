package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeoutBoundsTest {
    private final JdbcTokenStoreBuilder builder = JdbcTokenStore.builder(new JdbcDataSource());

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999999S", "PT24H0.000000001S", "PT2562047788015215H"})
    void timeoutOutOfBoundsIsRefused(String silence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.parse(silence)))
                .withMessage("silence must be 1 millisecond to 1 day");
    }

    @Test
    void timeoutAtItsBoundsIsAccepted() {
        assertThatCode(() -> builder.timeout(Duration.ofMillis(1)).timeout(Duration.ofDays(1)))
                .doesNotThrowAnyException();
    }
}
