package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.Callers;
import dev.patkit.internal.background.Notifier;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts the uses that wait while the store takes none. {@code -Dpatkit.last-used.tokens} sets the number of tokens.
 */
@Timeout(600)
class LastUsedMemoryIsBoundedTest {
    private static final int TOKENS = Integer.getInteger("patkit.last-used.tokens", 1_000_000);
    private static final int BOUND = 10_000;
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), BOUND);

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void usesNotedWhileTheWriterIsHeldWaitUpToTheBoundAndTheRestIsReportedAsLost(int threads) {
        try (UsedTokens tokens = new UsedTokens(0)) {
            LastUsedRecorder recorder = new LastUsedRecorder(tokens.store(), OFTEN, new Notifier(tokens.listener()));
            recorder.start();
            tokens.holdWrites();
            note(tokens, recorder, 0, 1);
            tokens.awaitWrites(1);

            assertThat(Callers.startEach(threads, number -> () -> note(tokens, recorder, number + 1, threads))
                            .answers())
                    .hasSize(threads);
            assertThat(tokens.isHeld()).isTrue();
            tokens.letGo();
            recorder.close();

            assertThat(tokens.written()).isBetween(BOUND, BOUND + threads - 1);
            assertThat(tokens.written() + tokens.listener().lost()).isEqualTo(TOKENS + 1);
        }
    }

    /** Notes a use of every token from the first on in the given steps; if the first is 0, of that one alone. */
    private static int note(UsedTokens tokens, LastUsedRecorder recorder, int first, int step) {
        long millis = UsedTokens.START.toEpochMilli();
        int last = first == 0 ? 0 : TOKENS;
        for (int id = first; id <= last; id += step) {
            recorder.note(tokens.row(id), 0, millis);
        }
        return last;
    }
}
