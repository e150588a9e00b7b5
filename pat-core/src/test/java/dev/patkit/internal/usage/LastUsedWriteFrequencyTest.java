package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process writes a token's last use at most once a minute, and nobody moves it back. */
@Timeout(120)
class LastUsedIsWrittenSeldomTest {
    private static final LastUsedPolicy BY_HAND = new LastUsedPolicy(Duration.ofDays(1), Duration.ofMinutes(1), 100);

    private final UsedTokens tokens = new UsedTokens(5);

    @Test
    void tokenInConstantUseIsWrittenOnceAMinuteByDefault() {
        try (tokens;
                StoreVerifier verifier = tokens.verifier(LastUsedPolicy.ofDefaults())) {
            for (int second = 0; second < 600; second++) {
                tokens.accept(verifier, 1, 1, 1);
                verifier.flush();
                tokens.clock().advance(Duration.ofSeconds(1));
            }

            assertThat(tokens.written()).isEqualTo(10);
        }
    }

    @Test
    void useDuringAWriteOfItsTokenIsNotWrittenAgain() {
        try (tokens) {
            StoreVerifier verifier =
                    tokens.verifier(new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), 100));
            tokens.holdWrites();
            tokens.accept(verifier, 1);
            tokens.awaitWrite();
            tokens.clock().advance(Duration.ofSeconds(1));
            tokens.accept(verifier, 1);

            tokens.letGo();
            verifier.close();

            assertThat(tokens.written()).isEqualTo(1);
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START);
        }
    }

    @Test
    void laterUseDuringAWriteOfItsTokenIsWrittenNext() {
        try (tokens) {
            StoreVerifier verifier =
                    tokens.verifier(new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), 100));
            tokens.holdWrites();
            tokens.accept(verifier, 1);
            tokens.awaitWrite();
            tokens.clock().advance(Duration.ofMinutes(1));
            tokens.accept(verifier, 1);

            tokens.letGo();
            verifier.close();

            assertThat(tokens.written()).isEqualTo(2);
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START.plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    @Tag("K-7")
    void nodeWhoseClockIsBehindDoesNotMoveALastUseBack() {
        try (tokens;
                StoreVerifier ahead = tokens.verifier(BY_HAND);
                StoreVerifier behind = tokens.verifier(BY_HAND)) {
            tokens.accept(ahead, 1);
            tokens.clock().advance(Duration.ofHours(-1));
            tokens.accept(behind, 1);

            ahead.flush();
            behind.flush();

            assertThat(tokens.written()).as("both nodes wrote").isEqualTo(2);
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START);
        }
    }

    @Test
    void nodesThatUseATokenInTurnWriteItOnceAMinuteBetweenThem() {
        try (tokens;
                StoreVerifier one = tokens.verifier(BY_HAND);
                StoreVerifier other = tokens.verifier(BY_HAND)) {
            for (StoreVerifier node : List.of(one, other, one, other)) {
                tokens.accept(node, 1);
                node.flush();
                tokens.clock().advance(Duration.ofSeconds(10));
            }

            assertThat(tokens.written()).isEqualTo(1);
        }
    }
}
