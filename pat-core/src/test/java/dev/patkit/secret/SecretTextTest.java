package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.internal.guard.FieldGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-8")
class SecretTextTest {
    private static final String PLAIN = "correct horse";

    @Test
    void revealedTextAndBytesAreTheSecret() {
        SecretText secret = SecretText.of("h\u00e9 \ud83d\ude00");

        assertThat(secret.reveal()).isEqualTo("h\u00e9 \ud83d\ude00");
        assertThat(secret.revealBytes()).isEqualTo("h\u00e9 \ud83d\ude00".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printingShowsAPlaceholder() {
        SecretText secret = SecretText.of(PLAIN);

        assertThat(secret.toString()).isEqualTo("<hidden>");
        assertThat(String.valueOf(secret)).isEqualTo("<hidden>");
        assertThat(String.format(Locale.ROOT, "%s %S %40s", secret, secret, secret))
                .doesNotContainIgnoringCase("horse");
    }

    @Test
    void javaSerialisationIsRefused() throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(SecretText.of(PLAIN)))
                    .isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void fieldThatHoldsTheSecretIsSkippedByMappersOfFields() {
        Field[] fields = SecretText.class.getDeclaredFields();

        assertThat(fields)
                .filteredOn(field -> !field.getType().isPrimitive() && field.getType() != FieldGuard.class)
                .isNotEmpty()
                .allMatch(field -> Modifier.isTransient(field.getModifiers()));
    }

    @Test
    void equalSecretsAreNotEqualObjects() {
        SecretText one = SecretText.of(PLAIN);
        SecretText other = SecretText.of(PLAIN);

        assertThat(one).isNotEqualTo(other);
        assertThat(one.hashCode()).isEqualTo(System.identityHashCode(one));
    }

    @Test
    @Tag("T-5")
    void sameAsComparesTheWholeContent() {
        SecretText secret = SecretText.of(PLAIN);

        assertThat(secret.sameAs(SecretText.of(PLAIN))).isTrue();
        assertThat(secret.sameAs(SecretText.of(PLAIN + " "))).isFalse();
        assertThat(secret.sameAs(SecretText.of("Correct horse"))).isFalse();
        assertThat(secret.sameAs(SecretText.of(""))).isFalse();
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] given = PLAIN.getBytes(StandardCharsets.UTF_8);
        SecretText secret = SecretText.copyOf(given);

        Arrays.fill(given, (byte) 0);
        Arrays.fill(secret.revealBytes(), (byte) 0);

        assertThat(secret.reveal()).isEqualTo(PLAIN);
    }

    @Test
    void closingWipesTheBytes() throws ReflectiveOperationException {
        SecretText secret = SecretText.of(PLAIN);
        Field field = SecretText.class.getDeclaredField("bytes");
        field.setAccessible(true);

        secret.close();

        assertThat((byte[]) field.get(secret)).isEqualTo(new byte[PLAIN.length()]);
    }

    @Test
    void closedSecretCannotBeRead() {
        SecretText secret = SecretText.of(PLAIN);
        SecretText other = SecretText.of(PLAIN);

        secret.close();
        secret.close();

        assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::revealBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.sameAs(other)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.sameAs(secret)).isInstanceOf(IllegalStateException.class);
        assertThat(secret.toString()).isEqualTo("<hidden>");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 43, 61, 8192})
    void everyFlippedBitIsADifference(int length) {
        byte[] bytes = new byte[length];
        SecretText secret = SecretText.copyOf(bytes);

        for (int bit = 0; bit < Math.min(8 * length, 1000); bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(secret.sameAs(SecretText.copyOf(flipped)))
                    .as("bit %d", bit)
                    .isFalse();
        }
        assertThat(secret.sameAs(SecretText.copyOf(bytes))).isTrue();
    }
}
