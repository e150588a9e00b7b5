package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDigesterTest {
    private final SecretDigester digester = new SecretDigester();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 42, 43, 44, 72, 1024})
    @Tag("C-1")
    void digestOfAPartOfATextIsThatOfTheSecretWhateverItsLength(int length) {
        String secret = "x".repeat(length);

        assertThat(digestOfPart(secret).sameAs(digester.digest(SecretText.of(secret))))
                .isTrue();
    }

    private ProofDigest digestOfPart(String secret) {
        return ProofDigest.of(digester.digest("head" + secret + "tail", 4, 4 + secret.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "Ł", "\u0141BC", "\ud83d\udd11", "a\u0080"})
    @Tag("C-1")
    void charactersThatAreNotAsciiAreNotCutToOneByte(String secret) {
        StringBuilder cut = new StringBuilder();
        secret.chars().forEach(c -> cut.append((char) (c & 0xFF)));

        assertThat(digestOfPart(secret).sameAs(digester.digest(SecretText.of(secret))))
                .isTrue();
        assertThat(digestOfPart(secret).sameAs(digestOfPart(cut.toString()))).isEqualTo(secret.contentEquals(cut));
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
