package dev.patkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts one scanner takes, and that it keeps nothing of those that it refuses. */
class TokenScannerTest {
    private static final TokenLayout LAYOUT = TokenLayout.withPrefix("acme");
    private static final long ID = 2_530_512_378_374_195_381L;
    private static final String SECRET = "Kq3Zt8WmR1xVb6NcY0LdF4GhJ7PsT2aUe9oIiKkQwEr";
    private static final String TOKEN = write(ID, SECRET);
    private static final int SECRET_START = "acme_".length() + TokenLayout.ID_LENGTH;
    private static final String BLANK = "acme_" + "\0".repeat(60);

    private final TokenScanner scanner = LAYOUT.newScanner();

    /** A text whose check fits, whatever the secret is made of. */
    private static String write(long id, String secret) {
        return new String(LAYOUT.write(id, secret.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    @Test
    void scannedTokenNamesItsIdAndSecret() {
        assertThat(scanner.scan(TOKEN)).isTrue();

        assertThat(scanner.id()).isEqualTo(ID);
        assertThat(scanner.copySecret()).isEqualTo(SECRET.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @Tag("M-2")
    void everyOtherCharacterAtEveryPlaceIsRefused() {
        char[] text = TOKEN.toCharArray();
        for (int place = 0; place < text.length; place++) {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                text[place] = (char) c;
                if (accepts(new String(text)) != (c == TOKEN.charAt(place))) {
                    throw new AssertionError("character " + c + " at " + place);
                }
            }
            text[place] = TOKEN.charAt(place);
        }
    }

    private boolean accepts(String text) {
        return scanner.scan(text) && scanner.isSecretWellFormed();
    }

    @ParameterizedTest
    @Tag("M-7")
    @ValueSource(chars = {'\u0141', '\u0241', '\u0441', '\u2041', '\uff41'})
    void characterWhoseLowByteIsTheRightDigitIsRefused(char strange) {
        String token = write(ID, "A".repeat(TokenLayout.SECRET_LENGTH));
        assertThat((byte) strange).isEqualTo((byte) 'A');
        assertThat(scanner.scan(token)).isTrue();

        for (int place = SECRET_START; place < SECRET_START + TokenLayout.SECRET_LENGTH; place++) {
            assertThat(scanner.scan(token.substring(0, place) + strange + token.substring(place + 1)))
                    .as("place %d", place)
                    .isFalse();
        }
    }

    @Test
    @Tag("M-6")
    void secretWithACharacterOutsideTheAlphabetIsRefusedThoughTheCheckFits() {
        for (int place = 0; place < SECRET.length(); place++) {
            for (char c = 0; c < 0x100; c++) {
                String secret = SECRET.substring(0, place) + c + SECRET.substring(place + 1);
                boolean isDigit = c < 0x80 && Base62.valueOf(c) >= 0;

                assertThat(accepts(write(ID, secret)))
                        .as("character %d at %d", (int) c, place)
                        .isEqualTo(isDigit);
            }
        }
    }

    static Stream<String> refusedTexts() {
        String otherCheck = TOKEN.substring(0, 64) + (TOKEN.charAt(64) == '0' ? '1' : '0');
        return Stream.of(
                "",
                TOKEN.substring(1),
                TOKEN + "0",
                "acne_" + TOKEN.substring(5),
                otherCheck,
                TOKEN.substring(0, 20) + "\u0141" + TOKEN.substring(21),
                TOKEN.substring(0, 20) + "\u00e9" + TOKEN.substring(21),
                withCheck("acme_" + "z".repeat(TokenLayout.ID_LENGTH) + SECRET),
                withCheck("acme_" + "-".repeat(TokenLayout.ID_LENGTH) + SECRET));
    }

    private static String withCheck(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + Base62.write(crc.getValue(), 6);
    }

    @ParameterizedTest
    @Tag("S-8")
    @MethodSource("refusedTexts")
    void nothingOfARefusedTextIsKept(String text) throws ReflectiveOperationException {
        assertThat(scanner.scan(text)).isFalse();

        assertThat(buffer()).isEqualTo(BLANK);
    }

    private String buffer() throws ReflectiveOperationException {
        Field bytes = TokenScanner.class.getDeclaredField("bytes");
        bytes.setAccessible(true);
        return new String((byte[]) bytes.get(scanner), StandardCharsets.US_ASCII);
    }

    @Test
    @Tag("S-8")
    void wipedScannerHoldsNothingAndScansTheNextText() throws ReflectiveOperationException {
        assertThat(scanner.scan(TOKEN)).isTrue();
        assertThat(buffer()).isEqualTo(TOKEN);

        scanner.wipe();

        assertThat(buffer()).isEqualTo(BLANK);
        assertThat(scanner.scan(TOKEN)).isTrue();
    }

    @Test
    void scannerPrintsNothingOfItsText() {
        assertThat(scanner.scan(TOKEN)).isTrue();

        assertThat(scanner).hasToString("<hidden>");
    }
}
