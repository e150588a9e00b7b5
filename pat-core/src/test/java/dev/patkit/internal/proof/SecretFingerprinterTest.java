package dev.patkit.internal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.internal.text.TokenLayout;
import dev.patkit.internal.text.TokenScanner;
import dev.patkit.secret.SecretText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFingerprinterTest {
    private static final TokenLayout LAYOUT = TokenLayout.withPrefix("pat");
    private static final String RIGHT = "R".repeat(TokenLayout.SECRET_LENGTH);
    private static final String WRONG = "R".repeat(TokenLayout.SECRET_LENGTH - 1) + "S";

    private final SecretFingerprinter fingerprinter = new SecretFingerprinter();
    private final FingerprintBuffer buffer = fingerprinter.newBuffer();
    private final TokenScanner scanner = LAYOUT.newScanner();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    @Tag("C-1")
    void fingerprintOfAScannedTokenIsThatOfItsSecretAlone(long id) {
        assertThat(fingerprintOfToken(id, RIGHT).sameAs(fingerprinter.fingerprint(SecretText.of(RIGHT))))
                .isTrue();
    }

    private SecretFingerprint fingerprintOfToken(long id, String secret) {
        byte[] text = LAYOUT.write(id, secret.getBytes(StandardCharsets.US_ASCII));
        assertThat(scanner.scan(new String(text, StandardCharsets.US_ASCII))).isTrue();
        buffer.take(scanner);
        return buffer.copy();
    }

    @Test
    @Tag("C-1")
    void everyDigitOfTheSecretCounts() {
        SecretFingerprint right = fingerprintOfToken(1, RIGHT);

        for (int place = 0; place < RIGHT.length(); place++) {
            String other = RIGHT.substring(0, place) + "x" + RIGHT.substring(place + 1);
            assertThat(fingerprintOfToken(1, other).sameAs(right))
                    .as("place %d", place)
                    .isFalse();
        }
    }

    @Test
    void onlyTheSecretThatWasTakenLastMatches() {
        SecretFingerprint right = fingerprintOfToken(1, RIGHT);

        assertThat(buffer.matches(right)).isTrue();
        fingerprintOfToken(1, WRONG);
        assertThat(buffer.matches(right)).isFalse();
    }

    @Test
    void fingerprintDoesNotDependOnTheSecretsBefore() {
        SecretFingerprint before = fingerprintOfToken(1, RIGHT);
        fingerprintOfToken(2, WRONG);

        assertThat(fingerprintOfToken(1, RIGHT).sameAs(before)).isTrue();
    }

    @Test
    @Tag("C-7")
    void twoFingerprintersHaveDifferentSalts() {
        SecretText secret = SecretText.of(RIGHT);

        assertThat(fingerprinter.fingerprint(secret).sameAs(new SecretFingerprinter().fingerprint(secret)))
                .isFalse();
    }
}
