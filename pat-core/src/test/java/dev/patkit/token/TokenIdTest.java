package dev.patkit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenIdTest {
    @ParameterizedTest
    @CsvSource({
        "0,00000000000",
        "9,00000000009",
        "10,0000000000A",
        "35,0000000000Z",
        "36,0000000000a",
        "61,0000000000z",
        "62,00000000010",
        "9223372036854775807,AzL8n0Y58m7"
    })
    void idIsWrittenAsElevenDigitsAndReadBack(long value, String text) {
        assertThat(new TokenId(value)).hasToString(text);
        assertThat(TokenId.parse(text)).contains(new TokenId(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0000000000",
                "000000000000",
                "AzL8n0Y58m8",
                "Azzzzzzzzzz",
                "zzzzzzzzzzz",
                "0000000000-",
                "-0000000001",
                "+0000000001",
                " 0000000001",
                "0000000001 ",
                "00000_00001",
                "0000000000\0",
                "0000000000１",
                "0000000000é",
                "0000000000\u212a",
                "0000000000\ud800"
            })
    void anyOtherTextIsNoId(String text) {
        assertThat(TokenId.parse(text)).isEmpty();
    }

    @Test
    void missingTextIsNoId() {
        assertThat(TokenId.parse(null)).isEmpty();
    }

    @Test
    void longTextIsNoId() {
        assertThat(TokenId.parse("0".repeat(1 << 20))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void negativeNumberIsRefused(long value) {
        assertThatThrownBy(() -> new TokenId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsThatDifferInCaseAreDifferent() {
        assertThat(TokenId.parse("0000000000a")).isNotEqualTo(TokenId.parse("0000000000A"));
    }

    @Test
    void idIsTheSequenceOfItsDigits() {
        TokenId id = TokenId.parse("3fT9kQ2mX7b").orElseThrow();

        assertThat(id).hasSize(11).contains("T9kQ").isNotEmpty();
        assertThat(id.charAt(2)).isEqualTo('T');
        assertThat(id.subSequence(1, 3)).isEqualTo("fT");
        assertThat("3fT9kQ2mX7b".contentEquals(id)).isTrue();
    }

    @Test
    void idEqualsIdsOfTheSameNumberOnly() {
        TokenId id = TokenId.parse("3fT9kQ2mX7b").orElseThrow();

        assertThat(id).isEqualTo(new TokenId(id.value())).hasSameHashCodeAs(new TokenId(id.value()));
        assertThat(id).isNotEqualTo(TokenId.parse("3fT9kQ2mX7c").orElseThrow()).isNotEqualTo("3fT9kQ2mX7b");
    }
}
