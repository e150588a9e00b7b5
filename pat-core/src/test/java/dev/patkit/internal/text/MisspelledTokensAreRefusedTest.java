package dev.patkit.internal.text;

import static dev.patkit.fixture.SampleToken.ALPHABET;
import static dev.patkit.fixture.SampleToken.ID;
import static dev.patkit.fixture.SampleToken.SECRET;
import static dev.patkit.fixture.SampleToken.TOKEN;
import static dev.patkit.fixture.SampleToken.accepts;
import static dev.patkit.fixture.SampleToken.base62;
import static dev.patkit.fixture.SampleToken.withCheck;
import static dev.patkit.fixture.SampleToken.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MisspelledTokensAreRefusedTest {
    @Test
    @Tag("M-1")
    void everyBeginningOfATokenIsRefused() {
        for (int end = 0; end < TOKEN.length(); end++) {
            assertThat(accepts(TOKEN.substring(0, end))).as("length %d", end).isFalse();
        }
    }

    @Test
    @Tag("M-1")
    void everyEndOfATokenIsRefused() {
        for (int start = 1; start <= TOKEN.length(); start++) {
            assertThat(accepts(TOKEN.substring(start))).as("from %d", start).isFalse();
        }
    }

    @Test
    @Tag("M-1")
    void everyExtensionOfATokenIsRefused() {
        for (int length = 1; length <= 64; length++) {
            for (char added = 0; added < 256; added++) {
                String extension = Character.toString(added).repeat(length);
                assertThat(accepts(TOKEN + extension)).isFalse();
                assertThat(accepts(extension + TOKEN)).isFalse();
            }
        }
    }

    @Test
    @Tag("M-2")
    void everySubstitutionOfOneCharacterIsRefused() {
        int accepted = 0;
        for (int place = 0; place < TOKEN.length(); place++) {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                StringBuilder text = new StringBuilder(TOKEN);
                text.setCharAt(place, (char) c);
                accepted += accepts(text.toString()) ? 1 : 0;
            }
        }

        assertThat(accepted).as("only the token itself, once per place").isEqualTo(TOKEN.length());
    }

    @Test
    @Tag("M-3")
    void everyTranspositionOfTwoCharactersIsRefused() {
        for (int one = 0; one < TOKEN.length(); one++) {
            for (int other = one + 1; other < TOKEN.length(); other++) {
                StringBuilder text = new StringBuilder(TOKEN);
                text.setCharAt(one, TOKEN.charAt(other));
                text.setCharAt(other, TOKEN.charAt(one));
                assertThat(accepts(text.toString()))
                        .as("%d and %d", one, other)
                        .isEqualTo(TOKEN.charAt(one) == TOKEN.charAt(other));
            }
        }
    }

    @Test
    @Tag("M-3")
    void everyDeletionAndInsertionOfOneCharacterIsRefused() {
        for (int place = 0; place <= TOKEN.length(); place++) {
            for (char added : (ALPHABET + "_-. ").toCharArray()) {
                assertThat(accepts(new StringBuilder(TOKEN).insert(place, added).toString()))
                        .isFalse();
            }
            assertThat(accepts(new StringBuilder(TOKEN).delete(place, place + 1).toString()))
                    .isEqualTo(place == TOKEN.length());
        }
    }

    @ParameterizedTest
    @Tag("M-4")
    @ValueSource(strings = {"acm", "acmf", "bcme", "acme2", "acmelive", "acmetest", "pat", "ac", "0acme"})
    void tokenOfAnotherPrefixIsRefused(String prefix) {
        String foreign = write(TokenLayout.withPrefix(prefix), ID);

        assertThat(accepts(foreign)).isFalse();
    }

    @ParameterizedTest
    @Tag("M-4")
    @ValueSource(
            strings = {"ACME_", "Acme_", "acmE_", "acme-", "acme", "acme.", "acme__", "_acme_", "", "acm_e", "a_cme"})
    void otherSpellingOfThePrefixIsRefusedThoughTheCheckIsRight(String start) {
        assertThat(accepts(withCheck(start + "3fT9kQ2mX7b" + SECRET))).isFalse();
        assertThat(accepts(withCheck(start + "3fT9kQ2mX7b" + SECRET.substring(1))))
                .isFalse();
    }

    @ParameterizedTest
    @Tag("M-5")
    @ValueSource(
            strings = {"3fT9kQ2mX7", "3fT9kQ2mX7bb", "", "3fT9kQ2mX7_", "_3fT9kQ2mX7b", "3fT9k_Q2mX7b", "3fT9kQ2mX7b_"})
    void idOfWrongShapeIsRefusedThoughTheCheckIsRight(String id) {
        assertThat(accepts(withCheck("acme_" + id + SECRET))).isFalse();
    }

    @Test
    @Tag("M-5")
    void idBeyond63BitsIsRefusedThoughTheCheckIsRight() {
        BigInteger greatest = BigInteger.valueOf(Long.MAX_VALUE);
        Stream<BigInteger> beyond = Stream.of(
                greatest.add(BigInteger.ONE),
                greatest.add(BigInteger.TWO),
                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(64),
                BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE),
                BigInteger.valueOf(62).pow(11).subtract(BigInteger.ONE));

        assertThat(beyond)
                .allSatisfy(id -> assertThat(accepts(withCheck("acme_" + base62(id, 11) + SECRET)))
                        .isFalse());
        assertThat(accepts(withCheck("acme_" + base62(greatest, 11) + SECRET))).isTrue();
    }

    @Test
    @Tag("M-5")
    void checkBeyond32BitsIsRefusedThoughItEqualsTheRightOneIn32Bits() {
        String body = TOKEN.substring(0, TOKEN.length() - 6);
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));

        for (long turns = 1; turns <= 12; turns++) {
            BigInteger check = BigInteger.valueOf(crc.getValue() + (turns << 32));
            assertThat(accepts(body + base62(check, 6))).as("%d turns", turns).isFalse();
        }
    }
}
