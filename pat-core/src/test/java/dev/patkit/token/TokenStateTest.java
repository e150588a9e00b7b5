package dev.patkit.token;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.TestTokens;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("E-1")
final class TokenStateTest {
    private static final Instant EXPIRY = NOW.plusSeconds(60);

    private static Token.Builder token() {
        return TestTokens.seeded(1).named("alice", "import");
    }

    @ParameterizedTest
    @CsvSource({"-1000000,LIVE", "-1,LIVE", "0,EXPIRED", "1,EXPIRED", "1000000,EXPIRED"})
    void tokenIsLiveUpToItsExpiryAndExpiredFromThenOn(long nanos, Token.State state) {
        Token token = token().expiresAt(EXPIRY).build();

        assertThat(token.state(EXPIRY.plusNanos(nanos))).isEqualTo(state);
    }

    @Test
    void tokenWithoutExpiryIsLiveForEver() {
        assertThat(token().build().state(Instant.MAX)).isEqualTo(Token.State.LIVE);
        assertThat(token().build().state(Instant.MIN)).isEqualTo(Token.State.LIVE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void revocationCountsAtOnceWhateverItsInstant(long millis) {
        Token token = token().revokedAt(NOW.plusMillis(millis)).build();

        assertThat(token.state(NOW)).isEqualTo(Token.State.REVOKED);
    }

    @Test
    void revokedGoesBeforeExpired() {
        Token token = token().expiresAt(EXPIRY).revokedAt(NOW).build();

        assertThat(token.state(EXPIRY.plusSeconds(1))).isEqualTo(Token.State.REVOKED);
    }

    @Test
    @Tag("E-6")
    void tokenNeverLivesLongerThanAskedFor() {
        Token token = token().expiresAt(EXPIRY.plusNanos(999_999)).build();

        assertThat(token.expiresAt()).contains(EXPIRY);
        assertThat(token.state(EXPIRY)).isEqualTo(Token.State.EXPIRED);
    }

    @Test
    @Tag("E-6")
    void instantsBefore1970AreCutDownwardsToo() {
        Token token = token().expiresAt(Instant.ofEpochMilli(-1).plusNanos(1)).build();

        assertThat(token.expiresAt()).contains(Instant.ofEpochMilli(-1));
    }

    @Test
    @Tag("E-7")
    void askingForTheStateChangesNothing() {
        Token token = token().expiresAt(EXPIRY).build();
        Token before = Token.copyOf(token).build();

        token.state(EXPIRY.plusSeconds(1));

        assertThat(token).isEqualTo(before);
        assertThat(token.state(EXPIRY.minusMillis(1))).isEqualTo(Token.State.LIVE);
    }

    @Test
    void copyHasTheSameFactsAndLeavesTheOriginalAlone() {
        Token token =
                token().description("text").expiresAt(EXPIRY).lastUsedAt(NOW).build();

        Token revoked = Token.copyOf(token).revokedAt(NOW).build();

        assertThat(token.revokedAt()).isEmpty();
        assertThat(Token.copyOf(revoked).revokedAt(null).build()).isEqualTo(token);
    }
}
