package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.Callers;
import dev.patkit.internal.background.Notifier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was noted is written at the close, or reported as lost, once; and the close ends whatever the store does. */
@Timeout(120)
@Tag("K-9")
class LastUsedAtCloseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), MINUTE, 5_000);

    private final UsedTokens tokens = new UsedTokens(5);

    @Test
    void closingWritesWhatTheLastWriteCouldNot() {
        try (tokens) {
            PersonalAccessTokens service = tokens.serviceByHand(5_000);
            tokens.refuseWrites();
            tokens.accept(service, 1, 2);
            service.housekeeping().flush();
            tokens.takeWrites();
            tokens.accept(service, 3);

            service.close();

            assertThat(List.of(1L, 2L, 3L))
                    .allSatisfy(id -> assertThat(tokens.lastUse(id)).contains(UsedTokens.START));
            assertThat(tokens.listener().lost()).isZero();
            assertThat(tokens.listener().errors()).hasSize(1);
        }
    }

    @Test
    void closingGivesUpOnAStoreThatHangsAndReportsWhatItHasNotTaken() throws InterruptedException {
        try (tokens) {
            PersonalAccessTokens service = tokens.service(OFTEN);
            tokens.holdWrites();
            tokens.accept(service, 1);
            tokens.awaitWrites(1);
            tokens.accept(service, 2, 3, 4, 5);

            assertThat(Callers.start(2, () -> closed(service)).answers()).hasSize(2);
            assertThat(tokens.isHeld()).isTrue();
            assertThat(tokens.listener().lost()).isEqualTo(5);

            tokens.letGo();
            for (Thread writer : tokens.writers()) {
                writer.join(MINUTE.toMillis());
                assertThat(writer.isAlive()).isFalse();
            }
            assertThat(tokens.written()).as("what hung when it was closed").isEqualTo(1);
        }
    }

    private static boolean closed(PersonalAccessTokens service) {
        service.close();
        return true;
    }

    @Test
    void closingWritesThoughTheThreadIsInterruptedAndKeepsTheInterrupt() {
        try (tokens) {
            PersonalAccessTokens service = tokens.serviceByHand(5_000);
            tokens.accept(service, 1);

            Thread.currentThread().interrupt();
            service.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START);
            assertThat(tokens.listener().lost()).isZero();
        }
    }

    @Test
    void closingTwiceReportsOnce() {
        try (tokens) {
            PersonalAccessTokens service = tokens.serviceByHand(5_000);
            tokens.refuseWrites();
            tokens.accept(service, 1, 2);

            service.close();
            service.close();

            assertThat(tokens.listener().lost()).isEqualTo(2);
            assertThat(tokens.listener().errors()).hasSize(1);
        }
    }

    @Test
    void useNotedAfterTheCloseIsReportedAsLost() {
        try (tokens) {
            LastUsedRecorder recorder = new LastUsedRecorder(tokens.store(), OFTEN, new Notifier(tokens.listener()));
            recorder.close();

            recorder.note(tokens.row(1), 0, UsedTokens.START.toEpochMilli());

            assertThat(tokens.listener().lost()).isEqualTo(1);
            assertThat(tokens.written()).isZero();
        }
    }
}
