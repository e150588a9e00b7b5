package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.Callers;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many uses are kept while the store takes none, by counting them. {@code -Dpatkit.last-used.tokens} says of how many. */
@Timeout(600)
class LastUsedMemoryIsBoundedTest {
    private static final int TOKENS = Integer.getInteger("patkit.last-used.tokens", 1_000_000);
    private static final int BOUND = 10_000;
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), BOUND);

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void distinctTokensUsedWhileTheWriterIsHeldLeaveNoMoreThanTheBoundAndTheRestIsToldLost(int threads) {
        try (UsedTokens tokens = new UsedTokens(0)) {
            LastUsedRecorder recorder = new LastUsedRecorder(tokens.store(), OFTEN, tokens.ears());
            tokens.holdWrites();
            note(recorder, 0, 1);
            tokens.awaitWrite();

            assertThat(Callers.startEach(threads, number -> () -> note(recorder, number + 1, threads))
                            .answers())
                    .hasSize(threads);
            assertThat(tokens.isHeld()).isTrue();
            tokens.letGo();
            recorder.close();

            assertThat(tokens.written()).isBetween(BOUND, BOUND + threads - 1);
            assertThat(tokens.written() + tokens.ears().lost()).isEqualTo(TOKENS + 1);
        }
    }

    /** Notes a use of every so many tokens, from one on; of that one alone if it is token 0. */
    private static int note(LastUsedRecorder recorder, int first, int step) {
        long millis = UsedTokens.START.toEpochMilli();
        int last = first == 0 ? 0 : TOKENS;
        for (int id = first; id <= last; id += step) {
            long unused = recorder.note(Row.passing(UsedTokens.row(id), 0), millis);
        }
        return last;
    }
}
