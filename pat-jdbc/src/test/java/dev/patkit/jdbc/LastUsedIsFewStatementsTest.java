package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.contract.TestTokens;
import dev.patkit.internal.usage.LastUsedPolicy;
import dev.patkit.secret.SecretHasher;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many statements reach the driver for many verifications of 50 tokens within 100 seconds of a clock that is moved
 * by hand. {@code -Dpatkit.strict.verifications} is the number of strict verifications; from cached rows there are
 * 100,000.
 */
final class LastUsedIsFewStatementsTest {
    private static final int STRICT_VERIFICATIONS = Integer.getInteger("patkit.strict.verifications", 10_000);
    private static final int VERIFICATIONS = 100_000;
    private static final int TOKENS = 50;
    private static final int THREADS = 4;
    private static final int INTERVALS = 10;
    private static final LastUsedPolicy DEFAULTS = LastUsedPolicy.ofDefaults();

    /** Counts executed statements by the driver's method, and the rows of batches, and commits. */
    private static final class Counting implements JdbcCalls {
        private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            if (call.name().startsWith("execute") || call.is("addBatch") || call.is("commit")) {
                counts.computeIfAbsent(call.name(), name -> new AtomicInteger()).incrementAndGet();
            }
            return call.proceed();
        }

        /** The counts since the last call. */
        Map<String, Integer> take() {
            Map<String, Integer> taken = new TreeMap<>();
            counts.forEach((name, count) -> taken.put(name, count.getAndSet(0)));
            taken.values().removeIf(count -> count == 0);
            return taken;
        }
    }

    private final MovingClock clock = MovingClock.at(TestTokens.NOW);
    private final Counting counting = new Counting();

    @ParameterizedTest
    @EnumSource
    void strictVerificationsOfFiftyTokensWriteFiftyRowsInOneBatchPerMinute(TestDatabases database) throws Exception {
        List<Map<String, Integer>> reads = new ArrayList<>();

        List<Map<String, Integer>> writes = statements(database, Freshness.strict(), STRICT_VERIFICATIONS, reads);

        assertThat(reads).hasSize(INTERVALS).containsOnly(Map.of("executeQuery", STRICT_VERIFICATIONS / INTERVALS));
        assertThat(writes).as("at the end of each interval").isEqualTo(fiftyRowsInOneBatchPerMinute(database));
    }

    private static List<Map<String, Integer>> fiftyRowsInOneBatchPerMinute(TestDatabases database) {
        Map<String, Integer> write = switch (database) {
            case POSTGRESQL -> Map.of("execute", 1, "executeUpdate", 1, "commit", 1);
            case MARIADB, MYSQL ->
                Map.of("execute", 3, "executeQuery", 1, "addBatch", TOKENS, "executeBatch", 1, "commit", 1);
            case H2, SQLITE -> Map.of("addBatch", TOKENS, "executeBatch", 1, "commit", 1);
        };
        return IntStream.range(0, INTERVALS)
                .mapToObj(interval -> interval % 6 == 0 ? write : Map.<String, Integer>of())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void verificationsFromCachedRowsWriteFiftyRowsInOneBatchPerMinute(TestDatabases database) throws Exception {
        List<Map<String, Integer>> reads = new ArrayList<>();

        List<Map<String, Integer>> writes =
                statements(database, Freshness.within(Duration.ofHours(1)), VERIFICATIONS, reads);

        assertThat(reads)
                .hasSize(INTERVALS)
                .allSatisfy(counts -> assertThat(counts.keySet()).isSubsetOf("executeQuery"));
        assertThat(writes).as("at the end of each interval").isEqualTo(fiftyRowsInOneBatchPerMinute(database));
    }

    /**
     * The statements at the end of each interval, when last-used times are written; those of the interval itself go
     * into a list.
     */
    private List<Map<String, Integer>> statements(
            TestDatabases database, Freshness freshness, int verifications, List<Map<String, Integer>> duringInterval)
            throws Exception {
        UsableTokens tokens = UsableTokens.in(database.emptyStore(), TOKENS);
        JdbcTokenStore store = JdbcTokenStore.on(counting.over(database.dataSource()));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (PersonalAccessTokens pats = pats(store, freshness)) {
            assertThat(counting.take()).as("statements of the self-check").isNotEmpty();
            List<Map<String, Integer>> written = new ArrayList<>();
            for (int interval = 0; interval < INTERVALS; interval++) {
                verifyAll(pats.verifier(), threads, tokens, verifications / INTERVALS);
                duringInterval.add(counting.take());
                pats.housekeeping().flush();
                written.add(counting.take());
                clock.advance(DEFAULTS.writeEvery());
            }
            return written;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The default policy, except that the test moves the clocks and decides when to write. */
    private PersonalAccessTokens pats(JdbcTokenStore store, Freshness freshness) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .freshness(freshness)
                .clock(clock)
                .nanoTime(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .lastUsed(Duration.ofDays(1), DEFAULTS.resolution(), DEFAULTS.maxPending())
                .build();
    }

    private static void verifyAll(Verifier verifier, ExecutorService threads, UsableTokens tokens, int count)
            throws Exception {
        List<Future<Integer>> parts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            parts.add(threads.submit(() -> tokens.accept(verifier, first, THREADS, count)));
        }
        int verified = 0;
        for (Future<Integer> part : parts) {
            verified += part.get();
        }
        assertThat(verified).isEqualTo(count);
    }
}
