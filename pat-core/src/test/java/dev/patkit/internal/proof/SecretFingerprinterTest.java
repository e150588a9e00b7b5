package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDigesterTest {
    private final SecretDigester digester = new SecretDigester();
    private final PresentedDigest presented = digester.presented();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 42, 43, 44, 72, 1024})
    @Tag("C-1")
    void digestOfAPartOfATextIsThatOfTheSecretWhateverItsLength(int length) {
        String secret = "x".repeat(length);

        assertThat(digestOfPart(secret).sameAs(digester.digest(SecretText.of(secret))))
                .isTrue();
    }

    private ProofDigest digestOfPart(String secret) {
        byte[] text = ("head" + secret + "tail").getBytes(StandardCharsets.UTF_8);
        presented.take(text, 4, text.length - 4);
        return presented.copy();
    }

    @Test
    void onlyTheSecretThatWasTakenLastFits() {
        ProofDigest right = digestOfPart("right");

        assertThat(presented.fits(right)).isTrue();
        digestOfPart("wrong");
        assertThat(presented.fits(right)).isFalse();
    }

    @Test
    void shorterSecretIsNotMixedWithTheLongerOneBefore() {
        ProofDigest before = digestOfPart("short");
        digestOfPart("a longer secret of the same thread");

        assertThat(digestOfPart("short").sameAs(before)).isTrue();
    }

    @Test
    @Tag("C-7")
    void twoDigestersHaveDifferentSalts() {
        SecretText secret = SecretText.of("right");

        assertThat(digester.digest(secret).sameAs(new SecretDigester().digest(secret)))
                .isFalse();
    }
}
