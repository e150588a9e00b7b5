package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.error.UnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever happens to the writing of last-used times, verifying does not wait for it: it never goes there. */
@Timeout(300)
@Tag("F-11")
class LastUsedNeverHoldsUpVerifyingTest {
    private static final int VERIFICATIONS = 100_000;
    private static final int TOKENS = 1_000;
    private static final int ROOM = 100;
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), ROOM);

    private final UsedTokens tokens = new UsedTokens(TOKENS);

    @Test
    void hundredThousandVerificationsAreAcceptedWhileTheWriterIsHeld() {
        try (tokens) {
            StoreVerifier verifier = tokens.verifier(OFTEN);
            tokens.holdWrites();
            tokens.accept(verifier, 1);
            tokens.awaitWrite();

            acceptMany(verifier);

            assertThat(tokens.isHeld()).isTrue();
            tokens.letGo();
            verifier.close();
            assertThat(tokens.written()).isEqualTo(ROOM);
            assertThat(tokens.ears().lost()).isEqualTo((TOKENS - ROOM) * (VERIFICATIONS / TOKENS));
            assertThatNoVerifyingThreadWrote();
        }
    }

    private void acceptMany(StoreVerifier verifier) {
        for (int use = 0; use < VERIFICATIONS; use++) {
            tokens.accept(verifier, 1 + use % TOKENS);
        }
    }

    private void assertThatNoVerifyingThreadWrote() {
        assertThat(tokens.writers()).singleElement().extracting(Thread::getName).isEqualTo("patkit-last-used");
    }

    @Test
    void hundredThousandVerificationsAreAcceptedWhileEveryWriteFails() {
        try (tokens) {
            StoreVerifier verifier = tokens.verifier(OFTEN);
            tokens.refuseWrites();
            tokens.accept(verifier, 1);
            tokens.awaitWrite();

            acceptMany(verifier);
            verifier.close();

            assertThat(tokens.written()).isZero();
            assertThat(tokens.ears().troubles()).isNotEmpty().hasOnlyElementsOfType(UnavailableException.class);
            assertThat(tokens.ears().lost()).isEqualTo(ROOM + (TOKENS - ROOM) * (VERIFICATIONS / TOKENS));
            assertThatNoVerifyingThreadWrote();
        }
    }
}
