package dev.patkit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import org.junit.jupiter.api.Test;

final class SharedScopesTest {
    private final SharedScopes shared = new SharedScopes();

    private static Scopes scopes(String name) {
        return Scopes.of(Scope.of(name), Scope.of("catalog:read"));
    }

    @Test
    void equalSetsBecomeOneAndOthersStayWhatTheyAre() {
        Scopes first = shared.equalTo(scopes("repo:read"));

        assertThat(shared.equalTo(scopes("repo:read"))).isSameAs(first);
        assertThat(shared.equalTo(scopes("repo:write"))).isEqualTo(scopes("repo:write"));
    }

    @Test
    void manyKindsOfSetsTakeBoundedMemory() {
        for (int kind = 0; kind < 10 * SharedScopes.MAX_KINDS; kind++) {
            assertThat(shared.equalTo(scopes("kind:" + kind))).isEqualTo(scopes("kind:" + kind));
            assertThat(shared.size()).isLessThanOrEqualTo(SharedScopes.MAX_KINDS);
        }
    }
}
