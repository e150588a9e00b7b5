package dev.patkit.internal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.fixture.GatedHasher;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.internal.text.TokenScanner;
import dev.patkit.secret.HashingLimits;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        assertThat(scanned.takeSecret().text().reveal()).isEqualTo(SECRET);
    }

    private void scan(long id, String secret) {
        byte[] text = LAYOUT.write(id, secret.getBytes(StandardCharsets.US_ASCII));
        assertThat(scanned.scan(new String(text, StandardCharsets.US_ASCII))).isTrue();
    }

    @Test
    void onlyTheSameSecretHasTheFingerprint() {
        scan(7, SECRET);
        SecretFingerprint fingerprint = scanned.takeSecret().fingerprint();

        scan(7, SECRET);
        assertThat(scanned.hasFingerprint(fingerprint)).isTrue();
        scan(7, "s".repeat(TokenLayout.SECRET_LENGTH));
        assertThat(scanned.hasFingerprint(fingerprint)).isFalse();
    }

    @Test
    @Tag("S-8")
    void bufferHoldsNoSecretOnceItWasTaken() throws ReflectiveOperationException {
        scan(7, SECRET);
        assertThat(buffer()).contains(SECRET);

        PresentedSecret unused = scanned.takeSecret();

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
        SecretFingerprint fingerprint = scanned.takeSecret().fingerprint();
        scan(7, SECRET);
        assertThat(buffer()).contains(SECRET);

        assertThat(scanned.hasFingerprint(fingerprint)).isTrue();

        assertThat(buffer()).doesNotContain("S");
    }

    @Test
    @Tag("S-8")
    void nothingPrintsTheSecret() {
        scan(7, SECRET);
        assertThat(scanned).hasToString("<hidden>");

        PresentedSecret presented = scanned.takeSecret();

        assertThat(presented).hasToString("<hidden>");
        assertThat(presented.fingerprint()).hasToString("<hidden fingerprint>");
    }
}
