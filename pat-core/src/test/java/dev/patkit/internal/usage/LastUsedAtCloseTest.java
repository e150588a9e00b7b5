package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.Callers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was noted is written at the close, or told lost, once; and the close ends whatever the store does. */
@Timeout(120)
@Tag("K-9")
class LastUsedAtTheCloseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LastUsedPolicy BY_HAND = new LastUsedPolicy(Duration.ofDays(1), MINUTE, 5_000);
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), MINUTE, 5_000);

    private final UsedTokens tokens = new UsedTokens(5);

    @Test
    void closingWritesWhatTheLastWriteCouldNot() {
        try (tokens) {
            StoreVerifier verifier = tokens.verifier(BY_HAND);
            tokens.refuseWrites();
            tokens.accept(verifier, 1, 2);
            verifier.flush();
            tokens.takeWrites();
            tokens.accept(verifier, 3);

            verifier.close();

            assertThat(List.of(1L, 2L, 3L))
                    .allSatisfy(id -> assertThat(tokens.lastUse(id)).contains(UsedTokens.START));
            assertThat(tokens.ears().lost()).isZero();
            assertThat(tokens.ears().troubles()).hasSize(1);
        }
    }

    @Test
    void closingGivesUpAStoreThatHangsAndTellsWhatItHasNotTaken() throws InterruptedException {
        try (tokens) {
            StoreVerifier verifier = tokens.verifier(OFTEN);
            tokens.holdWrites();
            tokens.accept(verifier, 1);
            tokens.awaitWrite();
            tokens.accept(verifier, 2, 3, 4, 5);

            assertThat(Callers.start(2, () -> closed(verifier)).answers()).hasSize(2);
            assertThat(tokens.isHeld()).isTrue();
            assertThat(tokens.ears().lost()).isEqualTo(5);

            tokens.letGo();
            for (Thread writer : tokens.writers()) {
                writer.join(MINUTE.toMillis());
                assertThat(writer.isAlive()).isFalse();
            }
            assertThat(tokens.written()).as("what hung when it was closed").isEqualTo(1);
        }
    }

    private static boolean closed(StoreVerifier verifier) {
        verifier.close();
        return true;
    }

    @Test
    void closingWritesForACloserThatIsInterruptedAndStaysSo() {
        try (tokens) {
            StoreVerifier verifier = tokens.verifier(BY_HAND);
            tokens.accept(verifier, 1);

            Thread.currentThread().interrupt();
            verifier.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START);
            assertThat(tokens.ears().lost()).isZero();
        }
    }

    @Test
    void closingTwiceTellsOnce() {
        try (tokens) {
            StoreVerifier verifier = tokens.verifier(BY_HAND);
            tokens.refuseWrites();
            tokens.accept(verifier, 1, 2);

            verifier.close();
            verifier.close();

            assertThat(tokens.ears().lost()).isEqualTo(2);
            assertThat(tokens.ears().troubles()).hasSize(1);
        }
    }

    @Test
    void useOfACallThatOutlastsTheCloseIsToldLost() {
        try (tokens) {
            LastUsedRecorder recorder = new LastUsedRecorder(tokens.store(), BY_HAND, tokens.ears());
            recorder.close();

            long unused = recorder.note(Row.passing(UsedTokens.row(1), 0), UsedTokens.START.toEpochMilli());

            assertThat(tokens.ears().lost()).isEqualTo(1);
            assertThat(tokens.written()).isZero();
        }
    }
}
