package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.MovingClock;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HousekeepingTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

    private final MovingClock clock = MovingClock.at(START);
    private final ScriptedStore store = new ScriptedStore();
    private final PersonalAccessTokens tokens = PersonalAccessTokens.builder(store)
            .hasher(SecretHasher.sha256())
            .clock(clock)
            .build();
    private final Housekeeping housekeeping = tokens.housekeeping();

    @AfterEach
    void close() {
        tokens.close();
    }

    private static TokenRequest request(String owner, String name) {
        return TokenRequest.forOwner(owner).named(name).allowing(READ);
    }

    private Verification verify(IssuedToken token) {
        return tokens.verifier().verify(PresentedToken.of(token.secret().reveal()), READ);
    }

    private void assertUnknown(IssuedToken token) {
        assertThat(verify(token))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN));
    }

    @Test
    void purgeDeletesWhatWasDeadForLongerThanTheRetention() {
        IssuedToken revoked = tokens.issue(request("alice", "revoked"));
        IssuedToken expired = tokens.issue(request("alice", "expired").expiringIn(Duration.ofDays(1)));
        IssuedToken live = tokens.issue(request("alice", "live"));
        tokens.revoke("alice", revoked.token().id());

        clock.advance(Duration.ofDays(30));
        assertThat(housekeeping.purge(Duration.ofDays(30))).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(housekeeping.purge(Duration.ofDays(30))).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        assertThat(housekeeping.purge(Duration.ofDays(30))).isEqualTo(1);

        assertUnknown(revoked);
        assertUnknown(expired);
        assertThat(verify(live)).isInstanceOf(Accepted.class);
    }

    @Test
    void purgeContinuesUntilNothingDeadIsLeft() {
        IntStream.range(0, 2500).forEach(n -> tokens.issue(request("owner " + n % 100, "token " + n)));
        IntStream.range(0, 100).forEach(n -> tokens.revokeAll("owner " + n));
        clock.advance(Duration.ofMillis(1));

        assertThat(housekeeping.purge(Duration.ZERO)).isEqualTo(2500);
    }

    static Stream<Duration> absurdRetentions() {
        return Stream.of(
                Duration.ofNanos(-1),
                Duration.ofDays(-30),
                Duration.ofSeconds(Long.MIN_VALUE),
                LONGEST_RETENTION.plusNanos(1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("absurdRetentions")
    void retentionOutOfBoundsIsRefusedAndNothingIsDeleted(Duration retention) {
        IssuedToken revoked = tokens.issue(request("alice", "import"));
        tokens.revoke("alice", revoked.token().id());
        int callsBefore = store.calls();

        assertThatThrownBy(() -> housekeeping.purge(retention))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retention");

        assertThat(store.calls()).isEqualTo(callsBefore);
        assertThat(tokens.find("alice", revoked.token().id())).isPresent();
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingRetentionIsRefused() {
        assertThatThrownBy(() -> housekeeping.purge(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("retention must not be null");
        assertThat(store.calls()).isZero();
    }

    @Test
    void longestRetentionIsTaken() {
        assertThat(housekeeping.purge(LONGEST_RETENTION)).isZero();
    }

    @Test
    void lastUseIsSeenAfterAFlush() {
        IssuedToken issued = tokens.issue(request("alice", "import"));
        clock.advance(Duration.ofHours(1));

        Verification answer = verify(issued);
        housekeeping.flush();

        assertThat(answer).isInstanceOf(Accepted.class);
        assertThat(tokens.find("alice", issued.token().id()).orElseThrow().lastUsedAt())
                .contains(START.plus(Duration.ofHours(1)));
    }
}
