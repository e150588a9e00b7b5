package dev.patkit.internal.text;

import static dev.patkit.fixture.SampleToken.ID;
import static dev.patkit.fixture.SampleToken.LAYOUT;
import static dev.patkit.fixture.SampleToken.SECRET;
import static dev.patkit.fixture.SampleToken.TOKEN;
import static dev.patkit.fixture.SampleToken.withCheck;
import static dev.patkit.fixture.SampleToken.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenLayoutTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 61, 62, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void writtenTokenIsReadBack(long value) {
        TokenId id = new TokenId(value);

        TokenScanner scanner = LAYOUT.newScanner();

        assertThat(scanner.scan(write(LAYOUT, id))).isTrue();
        assertThat(scanner.id()).isEqualTo(value);
        assertThat(scanner.copySecret()).asString(StandardCharsets.US_ASCII).isEqualTo(SECRET);
    }

    @Test
    void tokenIsPrefixIdSecretAndCheckOfAllBefore() {
        String body = "acme_" + "3fT9kQ2mX7b" + SECRET;

        assertThat(TOKEN).isEqualTo(withCheck(body)).hasSize(5 + 11 + 43 + 6);
    }

    @ParameterizedTest
    @Tag("M-8")
    @ValueSource(strings = {"tr", "az", "lt"})
    @ResourceLock(Resources.LOCALE)
    void languageOfTheMachineChangesNothing(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            TokenLayout layout = TokenLayout.withPrefix("ini");
            String token = write(layout, ID);

            assertThat(token).startsWith("ini_3fT9kQ2mX7b");
            assertThat(layout.newScanner().scan(token)).isTrue();
            assertThat(layout.newScanner().scan(token.replace("ini_", "INI_"))).isFalse();
            assertThat(layout.newScanner().scan(token.replace("ini_", "ını_"))).isFalse();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "abcdefghijklmnopq",
                "Acme",
                "ac_me",
                "ac-me",
                "ac me",
                "acme ",
                "acmé",
                "ａｂ",
                "a\n",
                "ı1"
            })
    void prefixOfOtherThan2To16LowerCaseLettersAndDigitsIsRefused(String prefix) {
        assertThatThrownBy(() -> TokenLayout.withPrefix(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "09", "abcdefghijklmnop", "0123456789abcdef"})
    void everyPrefixOf2To16LowerCaseLettersAndDigitsIsTaken(String prefix) {
        TokenLayout layout = TokenLayout.withPrefix(prefix);

        String token = write(layout, new TokenId(7));

        assertThat(token).startsWith(prefix + "_");
        assertThat(layout.newScanner().scan(token)).isTrue();
    }

    @Test
    void doubleClickSelectsTheWholeToken() {
        assertThat(TOKEN).matches("\\w+");
    }

    @Test
    void scannerFindsExactlyOurTokensInText() {
        String other = write(LAYOUT, new TokenId(42));
        String text =
                "key=" + TOKEN + "\n\"" + other + "\", (" + TOKEN + ") acme_ acme_short x" + TOKEN + " " + TOKEN + "9 "
                        + TOKEN.toUpperCase(Locale.ROOT) + " https://host/?t=" + other + "&x=1 " + TOKEN + "_ pat_"
                        + TOKEN.substring(5);

        Matcher matcher = Pattern.compile(LAYOUT.scannerExpression()).matcher(text);

        assertThat(matcher.results().map(result -> result.group())).containsExactly(TOKEN, other, TOKEN, other);
    }
}
