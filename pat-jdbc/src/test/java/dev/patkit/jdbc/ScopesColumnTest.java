package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patkit.error.UnavailableException;
import dev.patkit.token.Scopes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScopesColumnTest {
    @Test
    void whatIsWrittenIsReadAgainTheFirstTimeAndEachTimeAfter() {
        for (Scopes scopes : List.of(Scopes.none(), Scopes.ofNames(List.of("catalog:read", "repository:write")))) {
            String json = ScopesColumn.write(scopes);

            assertThat(ScopesColumn.read(json)).isEqualTo(scopes);
            assertThat(ScopesColumn.read(json)).isEqualTo(scopes);
        }
    }

    @Test
    void aDamagedTextIsTroubleEachTimeItIsRead() {
        for (String damaged : List.of("", "{}", "\"catalog:read\"", "[1]", "[\"no such name!\"]", "[\"a\"] [\"b\"]")) {
            for (int time = 0; time < 2; time++) {
                assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> ScopesColumn.read(damaged));
            }
        }
    }

    @Test
    void manyDifferentTextsAreReadRightlyAndTakeBoundedMemory() {
        for (int i = 0; i < 3 * ScopesColumn.MAX_KNOWN; i++) {
            assertThat(ScopesColumn.read("[\"kind:" + i + "\"]").names()).containsExactly("kind:" + i);
            assertThat(ScopesColumn.known()).isLessThanOrEqualTo(ScopesColumn.MAX_KNOWN);
        }
    }

    @Test
    void aLongTextIsReadAndNotKept() {
        Scopes many = Scopes.ofNames(IntStream.range(0, Scopes.MAX_SIZE)
                .mapToObj(i -> "a-long-name:" + i)
                .toList());
        String json = ScopesColumn.write(many);
        int before = ScopesColumn.known();

        assertThat(json).hasSizeGreaterThan(ScopesColumn.MAX_KNOWN_LENGTH);
        assertThat(ScopesColumn.read(json)).isEqualTo(many);
        assertThat(ScopesColumn.known()).isEqualTo(before);
    }
}
