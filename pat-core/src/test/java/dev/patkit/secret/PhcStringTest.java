package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.error.UnavailableException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhcStringTest {
    private static final int ROUNDS = 30_000;
    private static final String ALPHABET = "$$$$==,,vmtp0123456789abcXYZ+/ \0\n\u00e9\ud83d-_";
    private static final String GOOD =
            "$argon2id$v=19$m=64,t=1,p=1$" + PhcString.encode(new byte[16]) + "$" + PhcString.encode(new byte[32]);

    @Test
    void partsAreRead() {
        PhcString stored = PhcString.parse(SecretHash.of(GOOD));

        assertThat(stored.function()).isEqualTo("argon2id");
        assertThat(stored.version()).isEqualTo(19);
        assertThat(stored.parameters()).extracting(PhcString.Parameter::name).containsExactly("m", "t", "p");
        assertThat(stored.parameters()).extracting(PhcString.Parameter::value).containsExactly(64, 1, 1);
        assertThat(stored.salt()).isEqualTo(new byte[16]);
        assertThat(stored.hash()).isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124})
    @Tag("F-16")
    @Tag("S-5")
    void randomTextIsReadOrUnavailableWithoutRepeatingIt(long seed) {
        Random random = new Random(seed);

        for (int round = 0; round < ROUNDS; round++) {
            readOrUnavailable(seed, text(random));
            readOrUnavailable(seed, mutated(random));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "$argon2id$" : "");
        int length = random.nextInt(80);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(GOOD);
        for (int change = random.nextInt(3); change >= 0; change--) {
            text.setCharAt(random.nextInt(text.length()), ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static void readOrUnavailable(long seed, String text) {
        try {
            PhcString read = PhcString.parse(SecretHash.of(text));
            assertThat(written(read)).as("seed %d", seed).isEqualTo(text);
        } catch (UnavailableException e) {
            assertThat(e.getMessage())
                    .as("seed %d, %s", seed, text)
                    .matches("secret hasher [a-z0-9-]{1,32}: the stored hash is not one that this function reads");
            assertThat(e.getCause()).isNull();
        }
    }

    private static String written(PhcString read) {
        StringBuilder text = new StringBuilder("$" + read.function());
        if (read.version() > 0) {
            text.append("$v=").append(read.version());
        }
        char before = '$';
        for (PhcString.Parameter parameter : read.parameters()) {
            text.append(before).append(parameter.name()).append('=').append(parameter.value());
            before = ',';
        }
        return text + "$" + PhcString.encode(read.salt()) + "$" + PhcString.encode(read.hash());
    }
}
