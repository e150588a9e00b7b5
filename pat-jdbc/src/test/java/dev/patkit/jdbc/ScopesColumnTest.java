package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patkit.error.UnavailableException;
import dev.patkit.token.Scopes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScopesColumnTest {
    private final ScopesColumn column = new ScopesColumn();

    @Test
    void writtenScopesAreReadFromTextAndFromTheCache() {
        for (Scopes scopes : List.of(Scopes.none(), Scopes.ofNames(List.of("catalog:read", "repository:write")))) {
            String json = ScopesJson.write(scopes);

            assertThat(column.read(json)).isEqualTo(scopes);
            assertThat(column.read(json)).isEqualTo(scopes);
        }
    }

    @Test
    void damagedTextIsUnavailableEachTimeItIsRead() {
        for (String damaged : List.of("", "{}", "\"catalog:read\"", "[1]", "[\"no such name!\"]", "[\"a\"] [\"b\"]")) {
            for (int time = 0; time < 2; time++) {
                assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> column.read(damaged));
            }
        }
        assertThat(column.size()).isZero();
    }

    @Test
    void cacheIsBoundedHoweverManyTextsAreRead() {
        for (int i = 0; i < 3 * ScopesColumn.MAX_CACHED; i++) {
            assertThat(column.read("[\"kind:" + i + "\"]").names()).containsExactly("kind:" + i);
            assertThat(column.size()).isLessThanOrEqualTo(ScopesColumn.MAX_CACHED);
        }
    }

    @Test
    void longTextIsReadAndNotCached() {
        Scopes many = Scopes.ofNames(IntStream.range(0, Scopes.MAX_SIZE)
                .mapToObj(i -> "a-long-name:" + i)
                .toList());
        String json = ScopesJson.write(many);

        assertThat(json).hasSizeGreaterThan(ScopesColumn.MAX_CACHED_LENGTH);
        assertThat(column.read(json)).isEqualTo(many);
        assertThat(column.size()).isZero();
    }

    @Test
    void everyColumnHasACacheOfItsOwn() {
        Scopes unused = column.read("[\"catalog:read\"]");

        assertThat(column.size()).isOne();
        assertThat(new ScopesColumn().size()).isZero();
    }
}
