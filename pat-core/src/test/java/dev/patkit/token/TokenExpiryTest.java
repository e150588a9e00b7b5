package dev.patkit.token;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.InvalidInputException;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenExpiryTest {
    private static final Scope READ = Scope.of("repo:read");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final MovingClock clock = MovingClock.at(NOW);
    private final PersonalAccessTokens tokens = PersonalAccessTokens.builder(new InMemoryTokenStore())
            .hasher(SecretHasher.sha256())
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        tokens.close();
    }

    private Token issue(Function<TokenRequest, TokenRequest> change) {
        return tokens.issue(change.apply(request())).token();
    }

    private static TokenRequest request() {
        return TokenRequest.forOwner("alice").named("import").allowing(READ);
    }

    private void assertNothingWritten(String argument, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.argument()).isEqualTo(argument));
        assertThat(tokens.list(TokenQuery.ownedBy("alice").includingRevoked()).tokens())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 2, -1, 0})
    @Tag("E-1")
    void expiryThatIsNotInTheFutureIsRefused(long millis) {
        assertNothingWritten("expiry", () -> issue(request -> request.expiringAt(NOW.plusMillis(millis))));
        assertNothingWritten("expiry", () -> issue(request -> request.expiringIn(Duration.ofMillis(millis))));
    }

    @Test
    @Tag("E-1")
    void expiryOneMillisecondAheadIsTaken() {
        assertThat(issue(request -> request.expiringAt(NOW.plusMillis(1))).expiresAt())
                .contains(NOW.plusMillis(1));
    }

    @Test
    @Tag("E-1")
    void lifetimeOfOneMillisecondIsTaken() {
        assertThat(issue(request -> request.expiringIn(Duration.ofMillis(1))).expiresAt())
                .contains(NOW.plusMillis(1));
    }

    @Test
    @Tag("E-6")
    void expiryLessThanAMillisecondAheadIsRefused() {
        assertNothingWritten("expiry", () -> issue(request -> request.expiringAt(NOW.plusNanos(999_999))));
        assertNothingWritten("expiry", () -> issue(request -> request.expiringIn(Duration.ofNanos(999_999))));
    }

    @Test
    @Tag("E-6")
    void expiryWithinTheMillisecondOfIssueIsRefused() {
        clock.advance(Duration.ofNanos(500_000));

        assertNothingWritten("expiry", () -> issue(request -> request.expiringAt(NOW.plusNanos(900_000))));
    }

    @Test
    @Tag("E-6")
    void partsOfAMillisecondAreCutOffTheExpiry() {
        Token token = issue(request -> request.expiringAt(NOW.plusNanos(1_999_999)));

        assertThat(token.expiresAt()).contains(NOW.plusMillis(1));
    }

    @Test
    @Tag("E-5")
    void expiryAfterTheYear9999IsRefused() {
        assertNothingWritten("expiry", () -> issue(request -> request.expiringAt(Instant.MAX)));
        assertNothingWritten("expiry", () -> issue(request -> request.expiringAt(Instant.MIN)));
        assertNothingWritten("expiry", () -> issue(request -> request.expiringAt(LAST.plusMillis(1))));
        assertNothingWritten(
                "expiry", () -> issue(request -> request.expiringIn(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))));
        assertNothingWritten("expiry", () -> issue(request -> request.expiringIn(Duration.ofSeconds(Long.MIN_VALUE))));
        assertNothingWritten(
                "expiry",
                () -> issue(request ->
                        request.expiringIn(Duration.between(NOW, LAST).plusMillis(1))));
    }

    @Test
    @Tag("E-5")
    void lastInstantOfTheYear9999IsTaken() {
        assertThat(issue(request -> request.expiringAt(LAST)).expiresAt()).contains(LAST);
    }

    @Test
    void lastInstantIsTakenToItsLastNanosecond() {
        assertThat(issue(request -> request.expiringAt(LAST.plusNanos(999_999))).expiresAt())
                .contains(LAST);
    }

    @Test
    @Tag("E-5")
    void lifetimeUpToTheLastInstantOfTheYear9999IsTaken() {
        assertThat(issue(request -> request.expiringIn(Duration.between(NOW, LAST)))
                        .expiresAt())
                .contains(LAST);
    }

    @Test
    @Tag("E-5")
    void missingExpiryIsRefused() {
        assertNothingWritten("expiry", () -> request().expiringIn(null));
        assertNothingWritten("expiry", () -> request().expiringAt(null));
    }

    @Test
    void laterChoiceOfExpiryReplacesTheEarlier() {
        Token token = issue(request -> request.expiringIn(Duration.ofDays(1))
                .expiringAt(NOW.plusMillis(5))
                .described("x"));

        assertThat(token.expiresAt()).contains(NOW.plusMillis(5));
    }
}
