package dev.patkit.internal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.fixture.GatedHasher;
import dev.patkit.internal.proof.ScannedToken.Comparison;
import dev.patkit.internal.text.Base62;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.internal.text.TokenScanner;
import dev.patkit.secret.HashingLimits;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScannedTokenTest {
    private static final TokenLayout LAYOUT = TokenLayout.withPrefix("pat");
    private static final String SECRET = "S".repeat(TokenLayout.SECRET_LENGTH);

    private final SecretProver prover =
            new SecretProver(GatedHasher.opened(0), List.of(), 0, HashingLimits.ofDefaults());
    private final ScannedToken scanned = prover.newScan(LAYOUT);

    @AfterEach
    void close() {
        prover.close();
    }

    @Test
    void takenSecretIsThatOfTheScannedText() {
        scan(7, SECRET);

        assertThat(scanned.id()).isEqualTo(7);
        assertThat(taken().text().reveal()).isEqualTo(SECRET);
    }

    private PresentedSecret taken() {
        return Objects.requireNonNull(scanned.takeSecret(), "the secret is well-formed");
    }

    private void scan(long id, String secret) {
        byte[] text = LAYOUT.write(id, secret.getBytes(StandardCharsets.US_ASCII));
        assertThat(scanned.scan(new String(text, StandardCharsets.US_ASCII))).isTrue();
    }

    @Test
    void onlyTheSameSecretHasTheFingerprint() {
        scan(7, SECRET);
        SecretFingerprint fingerprint = taken().fingerprint();

        scan(7, SECRET);
        assertThat(scanned.compare(fingerprint)).isEqualTo(Comparison.SAME);
        scan(7, "s".repeat(TokenLayout.SECRET_LENGTH));
        assertThat(scanned.compare(fingerprint)).isEqualTo(Comparison.OTHER);
    }

    @Test
    @Tag("M-6")
    void secretWithACharacterOutsideTheAlphabetIsNeitherTakenNorCompared() throws ReflectiveOperationException {
        scan(7, SECRET);
        SecretFingerprint fingerprint = taken().fingerprint();
        for (int place = 0; place < SECRET.length(); place++) {
            for (char c = 0; c < 0x80; c++) {
                String secret = SECRET.substring(0, place) + c + SECRET.substring(place + 1);
                boolean isDigit = Base62.valueOf(c) >= 0;

                scan(7, secret);
                assertThat(scanned.takeSecret() != null)
                        .as("taken, character %d at %d", (int) c, place)
                        .isEqualTo(isDigit);
                assertThat(buffer()).doesNotContain("S");
                scan(7, secret);
                assertThat(scanned.compare(fingerprint) != Comparison.MALFORMED)
                        .as("compared, character %d at %d", (int) c, place)
                        .isEqualTo(isDigit);
                assertThat(buffer()).doesNotContain("S");
            }
        }
    }

    @Test
    @Tag("S-8")
    void bufferHoldsNoSecretOnceItWasTaken() throws ReflectiveOperationException {
        scan(7, SECRET);
        assertThat(buffer()).contains(SECRET);

        PresentedSecret unused = taken();

        assertThat(buffer()).doesNotContain("S");
    }

    private String buffer() throws ReflectiveOperationException {
        Field scanner = ScannedToken.class.getDeclaredField("scanner");
        Field bytes = TokenScanner.class.getDeclaredField("bytes");
        scanner.setAccessible(true);
        bytes.setAccessible(true);
        return new String((byte[]) bytes.get(scanner.get(scanned)), StandardCharsets.US_ASCII);
    }

    @Test
    @Tag("S-8")
    void bufferHoldsNoSecretOnceItWasCompared() throws ReflectiveOperationException {
        scan(7, SECRET);
        SecretFingerprint fingerprint = taken().fingerprint();
        scan(7, SECRET);
        assertThat(buffer()).contains(SECRET);

        assertThat(scanned.compare(fingerprint)).isEqualTo(Comparison.SAME);

        assertThat(buffer()).doesNotContain("S");
    }

    @Test
    @Tag("S-8")
    void nothingPrintsTheSecret() {
        scan(7, SECRET);
        assertThat(scanned).hasToString("<hidden>");

        PresentedSecret presented = taken();

        assertThat(presented).hasToString("<hidden>");
        assertThat(presented.fingerprint()).hasToString("<hidden fingerprint>");
    }
}
