package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashingLimitsTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void defaultsFitTheMachine() {
        HashingLimits limits = HashingLimits.ofDefaults();

        assertThat(limits.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(limits.memoryBytes()).isBetween(1024L, Math.min(256 * MEBIBYTE, totalMemory() / 4));
        assertThat(limits.queue()).isEqualTo(256);
        assertThat(limits.maxWait()).isEqualTo(Duration.ofSeconds(5));
    }

    private static long totalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    @Test
    @Tag("Q-4")
    void moreMemoryThanTheMachineHasIsRefused() {
        long tooMuch = totalMemory() + 1;

        assertThatThrownBy(() -> new HashingLimits(1, tooMuch, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashingLimits(1, Long.MAX_VALUE, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1048576, 1, PT1S",
        "-1, 1048576, 1, PT1S",
        "1, 1023, 1, PT1S",
        "1, 0, 1, PT1S",
        "1, -1048576, 1, PT1S",
        "1, 1048576, 0, PT1S",
        "1, 1048576, -1, PT1S",
        "1, 1048576, 1, PT0S",
        "1, 1048576, 1, PT-1S",
        "1, 1048576, 1, PT24H0.000000001S"
    })
    @Tag("Q-6")
    void limitThatIsNotPositiveOrAWaitOverADayIsRefused(int threads, long memory, int queue, Duration wait) {
        assertThatThrownBy(() -> new HashingLimits(threads, memory, queue, wait))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
