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
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-8")
class SecretHashTest {
    private static final String PHC = "$sha256$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void contentIsKeptAsGiven() {
        assertThat(SecretHash.of(PHC).phc()).isEqualTo(PHC);
        assertThat(SecretHash.of("damaged \0").phc()).isEqualTo("damaged \0");
    }

    @Test
    void printingShowsAPlaceholder() {
        SecretHash hash = SecretHash.of(PHC);

        assertThat(hash.toString()).isEqualTo("<hidden hash>");
        assertThat(String.format(Locale.ROOT, "%s %S %100s", hash, hash, hash)).doesNotContainIgnoringCase("AAAA");
    }

    @Test
    void javaSerialisationIsRefused() throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(SecretHash.of(PHC))).isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void fieldThatHoldsTheHashIsSkippedByMappersOfFields() {
        Field[] fields = SecretHash.class.getDeclaredFields();

        assertThat(fields)
                .filteredOn(field -> field.getType() != FieldGuard.class)
                .isNotEmpty()
                .allMatch(field -> Modifier.isTransient(field.getModifiers()));
    }

    @Test
    void sameAsComparesTheWholeContent() {
        SecretHash hash = SecretHash.of(PHC);

        assertThat(hash.sameAs(SecretHash.of(PHC))).isTrue();
        assertThat(hash.sameAs(SecretHash.of(PHC + "A"))).isFalse();
        assertThat(hash.sameAs(SecretHash.of(PHC.substring(1)))).isFalse();
        assertThat(hash.sameAs(SecretHash.of(""))).isFalse();
    }
}
