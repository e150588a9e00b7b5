package dev.patkit.secret;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How much slow hashing one process does at once. Permits count memory as well as calls, because native hashing lives
 * outside the Java heap and inside the container's limit.
 *
 * @param threads platform threads that hash, at least 1; more than the cores gains nothing and multiplies the latency.
 *     Fewer are used where {@code memoryBytes} does not suffice for so many hashes of the most expensive hasher: the C
 *     library may keep for each thread what that has freed
 * @param memoryBytes memory that all running hashes together may take; a stored hash that alone needs more is
 *     unavailable
 * @param queue pieces of work that may wait for a thread, at least 1; the next one is refused as busy
 * @param maxWait how long one caller waits for its answer before it is refused as busy, at most a day
 */
public record HashingLimits(int threads, long memoryBytes, int queue, Duration maxWait) {
    private static final long DEFAULT_MEMORY = 256L << 20;
    private static final int MAX_THREADS = 1_000;
    private static final int MAX_QUEUE = 1_000_000;

    /**
     * Checks the limits against the machine.
     *
     * @param threads platform threads that hash, 1 to 1,000
     * @param memoryBytes memory of all running hashes together
     * @param queue pieces of work that may wait, 1 to 1,000,000
     * @param maxWait how long one caller waits
     * @throws IllegalArgumentException if a limit is out of bounds, {@code maxWait} is not positive or over a day, or
     *     {@code memoryBytes} is more than the machine or its container has
     */
    public HashingLimits {
        require(threads >= 1 && threads <= MAX_THREADS, "threads must be 1 to 1,000");
        require(memoryBytes >= 1024, "memoryBytes must be at least 1024");
        require(memoryBytes <= totalMemory(), "memoryBytes is more than this machine or its container has");
        require(queue >= 1 && queue <= MAX_QUEUE, "queue must be 1 to 1,000,000");
        requireNonNull(maxWait, "maxWait must not be null");
        require(isWithinADay(maxWait), "maxWait must be positive and at most a day");
    }

    private static void require(boolean held, String rule) {
        if (!held) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * The defaults: as many threads as processors (1,000 at most), 256 MiB (a quarter of the machine's memory where
     * that is less), a queue of 256, a wait of 5 seconds.
     *
     * @return the default limits
     */
    public static HashingLimits ofDefaults() {
        return new HashingLimits(
                Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()),
                Math.min(DEFAULT_MEMORY, totalMemory() / 4),
                256,
                Duration.ofSeconds(5));
    }

    private static boolean isWithinADay(Duration time) {
        return !time.isNegative() && !time.isZero() && time.compareTo(Duration.ofDays(1)) <= 0;
    }

    private static long totalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
