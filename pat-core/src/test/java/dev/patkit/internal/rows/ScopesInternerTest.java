package dev.patkit.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import org.junit.jupiter.api.Test;

final class ScopesInternerTest {
    private final ScopesInterner interner = new ScopesInterner();

    private static Scopes scopes(String name) {
        return Scopes.of(Scope.of(name), Scope.of("catalog:read"));
    }

    @Test
    void equalSetsBecomeOneAndOthersAreUnchanged() {
        Scopes first = interner.intern(scopes("repo:read"));

        assertThat(interner.intern(scopes("repo:read"))).isSameAs(first);
        assertThat(interner.intern(scopes("repo:write"))).isEqualTo(scopes("repo:write"));
    }

    @Test
    void manyDifferentSetsTakeBoundedMemory() {
        for (int number = 0; number < 10 * ScopesInterner.MAX_SETS; number++) {
            assertThat(interner.intern(scopes("scope:" + number))).isEqualTo(scopes("scope:" + number));
            assertThat(interner.size()).isLessThanOrEqualTo(ScopesInterner.MAX_SETS);
        }
    }
}
