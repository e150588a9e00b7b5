package dev.patkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.TestTokens;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenPageCursorTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 1_772_600_767_089L, Long.MAX_VALUE})
    void cursorIsReadBackFromItsText(long number) {
        TokenPage.Cursor cursor =
                new TokenPage.Cursor(Instant.ofEpochMilli(number), new TokenId(number & Long.MAX_VALUE));

        assertThat(TokenPage.Cursor.parse(cursor.toString())).contains(cursor);
    }

    @Test
    void cursorBehindATokenHasItsInstantAndId() {
        Token token = TestTokens.seeded(1).token("alice");

        assertThat(TokenPage.Cursor.behind(token)).isEqualTo(new TokenPage.Cursor(token.createdAt(), token.id()));
    }

    @Test
    void textIsFitForALink() {
        TokenPage.Cursor cursor = new TokenPage.Cursor(Instant.ofEpochMilli(-1), new TokenId(Long.MAX_VALUE));

        assertThat(cursor.toString()).matches("[-.0-9A-Za-z]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.",
                ".00000000001",
                "1.0000000001",
                "1.000000000001",
                "1..00000000001",
                "1.1.00000000001",
                " 1.00000000001",
                "1.00000000001 ",
                "1 .00000000001",
                "+1.00000000001",
                "01.00000000001",
                "-0.00000000001",
                "٣.00000000001",
                "1.0000000000１",
                "0x1.00000000001",
                "1e3.00000000001",
                "9223372036854775808.00000000001",
                "-9223372036854775809.00000000001",
                "1.zzzzzzzzzzz",
                "1.0000000000-",
                "null"
            })
    void anyOtherTextIsNoCursor(String text) {
        assertThat(TokenPage.Cursor.parse(text)).isEmpty();
    }

    @Test
    void missingTextIsNoCursor() {
        assertThat(TokenPage.Cursor.parse(null)).isEmpty();
    }

    @Test
    void instantIsTruncatedToMilliseconds() {
        TokenPage.Cursor cursor = new TokenPage.Cursor(Instant.ofEpochSecond(0, 1_999_999), new TokenId(1));

        assertThat(cursor.createdAt()).isEqualTo(Instant.ofEpochMilli(1));
    }

    @Test
    void instantThatDoesNotFitMillisecondsIsRefused() {
        assertThatThrownBy(() -> new TokenPage.Cursor(Instant.MAX, new TokenId(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("createdAt");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, TokenQuery.MAX_LIMIT + 1, Integer.MAX_VALUE})
    void limitOutOfBoundsIsRefused(int limit) {
        TokenQuery query = TokenQuery.ownedBy("alice");

        assertThatThrownBy(() -> query.limit(limit)).isInstanceOf(IllegalArgumentException.class);
    }
}
