package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Verification never waits for the writing of last-used times, whatever happens to that. */
@Timeout(300)
@Tag("F-11")
class LastUsedNeverDelaysVerificationTest {
    private static final int VERIFICATIONS = 100_000;
    private static final int TOKENS = 1_000;
    private static final int ROOM = 100;
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), ROOM);

    private final UsedTokens tokens = new UsedTokens(TOKENS);

    @Test
    void hundredThousandVerificationsAreAcceptedWhileTheWriterIsHeld() {
        try (tokens) {
            PersonalAccessTokens service = tokens.service(OFTEN);
            tokens.holdWrites();
            tokens.accept(service, 1);
            tokens.awaitWrites(1);

            acceptMany(service);

            assertThat(tokens.isHeld()).isTrue();
            tokens.letGo();
            service.close();
            assertThat(tokens.written()).isEqualTo(ROOM);
            assertThat(tokens.listener().lost()).isEqualTo((TOKENS - ROOM) * (VERIFICATIONS / TOKENS));
            assertThatNoVerifyingThreadWrote();
        }
    }

    private void acceptMany(PersonalAccessTokens service) {
        for (int use = 0; use < VERIFICATIONS; use++) {
            tokens.accept(service, 1 + use % TOKENS);
        }
    }

    private void assertThatNoVerifyingThreadWrote() {
        assertThat(tokens.writers()).singleElement().extracting(Thread::getName).isEqualTo("patkit-last-used");
    }

    @Test
    void hundredThousandVerificationsAreAcceptedWhileEveryWriteFails() {
        try (tokens) {
            PersonalAccessTokens service = tokens.service(OFTEN);
            tokens.refuseWrites();
            tokens.accept(service, 1);
            tokens.awaitWrites(1);

            acceptMany(service);
            service.close();

            assertThat(tokens.written()).isZero();
            assertThat(tokens.listener().errors()).isNotEmpty().hasOnlyElementsOfType(UnavailableException.class);
            assertThat(tokens.listener().lost()).isEqualTo(ROOM + (TOKENS - ROOM) * (VERIFICATIONS / TOKENS));
            assertThatNoVerifyingThreadWrote();
        }
    }
}
