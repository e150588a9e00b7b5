package dev.patkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.TestTokens;
import dev.patkit.error.InvalidInputException;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageCursorTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 1_772_600_767_089L, Long.MAX_VALUE})
    void cursorIsReadBackFromItsText(long number) {
        PageCursor cursor = new PageCursor(Instant.ofEpochMilli(number), new TokenId(number & Long.MAX_VALUE));

        assertThat(PageCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void cursorBehindATokenHasItsInstantAndId() {
        Token token = TestTokens.seeded(1).token("alice");

        assertThat(PageCursor.behind(token)).isEqualTo(new PageCursor(token.createdAt(), token.id()));
    }

    @Test
    void textIsFitForALink() {
        PageCursor cursor = new PageCursor(Instant.ofEpochMilli(-1), new TokenId(Long.MAX_VALUE));

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
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> PageCursor.parse(text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.argument()).isEqualTo("cursor"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, TokenQuery.MAX_LIMIT + 1, Integer.MAX_VALUE})
    void limitOutOfBoundsIsRefused(int limit) {
        TokenQuery query = TokenQuery.ownedBy("alice");

        assertThatThrownBy(() -> query.limit(limit)).isInstanceOf(IllegalArgumentException.class);
    }
}
