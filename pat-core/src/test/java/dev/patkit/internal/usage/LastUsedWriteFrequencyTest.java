package dev.patkit.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process writes a token's last use at most once per minute, and no process moves it back. */
@Timeout(120)
class LastUsedWriteFrequencyTest {
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), Duration.ofMinutes(1), 100);

    private final UsedTokens tokens = new UsedTokens(5);

    @Test
    void tokenInConstantUseIsWrittenOncePerMinuteByDefault() {
        try (tokens;
                PersonalAccessTokens service = tokens.service(LastUsedPolicy.ofDefaults())) {
            for (int second = 0; second < 600; second++) {
                tokens.accept(service, 1, 1, 1);
                service.housekeeping().flush();
                tokens.clock().advance(Duration.ofSeconds(1));
            }

            assertThat(tokens.written()).isEqualTo(10);
        }
    }

    @Test
    void useDuringAWriteOfItsTokenIsNotWrittenAgain() {
        try (tokens) {
            PersonalAccessTokens service = tokens.service(OFTEN);
            tokens.holdWrites();
            tokens.accept(service, 1);
            tokens.awaitWrites(1);
            tokens.clock().advance(Duration.ofSeconds(1));
            tokens.accept(service, 1);

            tokens.letGo();
            service.close();

            assertThat(tokens.written()).isEqualTo(1);
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START);
        }
    }

    @Test
    void laterUseDuringAWriteOfItsTokenIsWrittenNext() {
        try (tokens) {
            PersonalAccessTokens service = tokens.service(OFTEN);
            tokens.holdWrites();
            tokens.accept(service, 1);
            tokens.awaitWrites(1);
            tokens.clock().advance(Duration.ofMinutes(1));
            tokens.accept(service, 1);

            tokens.letGo();
            service.close();

            assertThat(tokens.written()).isEqualTo(2);
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START.plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    @Tag("K-7")
    void nodeWhoseClockIsBehindDoesNotMoveALastUseBack() {
        try (tokens;
                PersonalAccessTokens ahead = tokens.serviceByHand(100);
                PersonalAccessTokens behind = tokens.serviceByHand(100)) {
            tokens.accept(ahead, 1);
            tokens.clock().advance(Duration.ofHours(-1));
            tokens.accept(behind, 1);

            ahead.housekeeping().flush();
            behind.housekeeping().flush();

            assertThat(tokens.written()).as("both nodes wrote").isEqualTo(2);
            assertThat(tokens.lastUse(1)).contains(UsedTokens.START);
        }
    }

    @Test
    void nodesThatUseATokenInTurnWriteItOncePerMinuteTogether() {
        try (tokens;
                PersonalAccessTokens one = tokens.serviceByHand(100);
                PersonalAccessTokens other = tokens.serviceByHand(100)) {
            for (PersonalAccessTokens node : List.of(one, other, one, other)) {
                tokens.accept(node, 1);
                node.housekeeping().flush();
                tokens.clock().advance(Duration.ofSeconds(10));
            }

            assertThat(tokens.written()).isEqualTo(1);
        }
    }
}
