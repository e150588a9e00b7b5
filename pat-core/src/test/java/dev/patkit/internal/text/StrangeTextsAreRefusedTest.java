package dev.patkit.internal.text;

import static dev.patkit.fixture.SampleToken.TOKEN;
import static dev.patkit.fixture.SampleToken.accepts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrangeTextsAreRefusedTest {
    @ParameterizedTest
    @Tag("M-6")
    @Tag("M-7")
    @MethodSource("strangeCharacters")
    void strangeCharacterIsRefusedAtEveryPlace(String strange) {
        for (int place = 0; place <= TOKEN.length(); place++) {
            String head = TOKEN.substring(0, place);
            assertThat(accepts(head + strange + TOKEN.substring(place))).isFalse();
            assertThat(accepts(head + strange)).isFalse();
            if (place + strange.length() <= TOKEN.length()) {
                assertThat(accepts(head + strange + TOKEN.substring(place + strange.length())))
                        .isFalse();
            }
        }
    }

    @Test
    @Tag("M-7")
    void characterWithTheLowByteOfTheRightOneIsRefusedAtEveryPlace() {
        for (int place = 0; place < TOKEN.length(); place++) {
            char strange = (char) (TOKEN.charAt(place) + 0x100);

            assertThat(accepts(TOKEN.substring(0, place) + strange + TOKEN.substring(place + 1)))
                    .isFalse();
        }
    }

    static Stream<String> strangeCharacters() {
        Stream<String> named = Stream.of(
                "\0",
                "\ud800",
                "\udfff",
                "\ud83d\ude00",
                "\udc00\ud800",
                "\uff21",
                "\uff11",
                "\u0430",
                "\u00c1",
                "\u212a",
                "\u0131",
                "\u0130",
                "\u017f",
                "\u00ad",
                "\u200b",
                "\u200d",
                "\ufeff",
                "\u202e",
                "\u200f",
                "\u0301",
                "\u0660",
                "\ufffd",
                "\uffff");
        return Stream.concat(named, IntStream.rangeClosed(0x7F, 0xFF).mapToObj(Character::toString));
    }

    @ParameterizedTest
    @Tag("M-9")
    @ValueSource(
            strings = {
                " %s",
                "%s ",
                "\t%s",
                "%s\t",
                "%s\n",
                "%s\r\n",
                "\u00a0%s",
                "%s\u2003",
                "%%20%s",
                "%s%%20",
                "+%s",
                "%s+",
                "\"%s\"",
                "'%s'",
                "<%s>",
                "secret-token:%s",
                "Bearer %s",
                "%s,%s",
                "%s %s",
                "%s=",
                "%s;",
                "\0%s",
                "%s\0"
            })
    void nothingAroundATokenIsTrimmedOrDecoded(String around) {
        assertThat(accepts(around.formatted(TOKEN, TOKEN))).isFalse();
    }

    @Test
    @Tag("M-9")
    void nothingInsideATokenIsTrimmedOrDecoded() {
        for (String inner : List.of(" ", "\t", "\n", "%20", "-", "\u00a0", "%5F")) {
            assertThat(accepts(TOKEN.replace("_", "_" + inner))).isFalse();
            assertThat(accepts(TOKEN.replace("_", inner))).isFalse();
        }
    }

    @ParameterizedTest
    @Tag("M-10")
    @ValueSource(strings = {"A", "=", "_", "\0", "é", "acme_"})
    void longTextIsRefused(String piece) {
        assertThat(accepts(piece.repeat(1 << 20))).isFalse();
        assertThat(accepts(TOKEN + piece.repeat(1 << 20))).isFalse();
    }

    @ParameterizedTest
    @Tag("M-13")
    @MethodSource("foreignTokens")
    void tokenOfAnotherServiceIsRefused(String foreign) {
        assertThat(accepts(foreign)).isFalse();
        assertThat(accepts("acme_" + foreign)).isFalse();
    }

    static Stream<String> foreignTokens() {
        return Stream.of(
                "ghp_" + "A1b2".repeat(9),
                "github_pat_" + "A1".repeat(11) + "_" + "b".repeat(59),
                "glpat-" + "x1".repeat(10),
                "npm_" + "A1b2".repeat(9),
                "xoxb-" + "1".repeat(11) + "-" + "a".repeat(24),
                "e30.e30." + "A".repeat(43),
                "MDAxY2xvY2F0aW9u" + "A".repeat(60),
                "00000000-0000-4000-8000-000000000000",
                "hvs." + "A".repeat(90),
                "A".repeat(65),
                "0".repeat(60));
    }
}
