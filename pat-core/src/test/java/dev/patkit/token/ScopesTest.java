package dev.patkit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopesTest {
    private static final long SEED = Long.getLong("patkit.seed", 2);

    private enum RepoScope implements Scope {
        READ("repo:read"),
        WRITE("repo:write"),
        UNNAMED("");

        private final String value;

        RepoScope(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }

    @Test
    void scopeIsHeldIfItWasGrantedByName() {
        Scopes scopes = Scopes.of(RepoScope.READ);

        assertThat(scopes.contains(RepoScope.READ)).isTrue();
        assertThat(scopes.contains(Scope.of("repo:read"))).isTrue();
        assertThat(scopes.contains(RepoScope.WRITE)).isFalse();
    }

    @ParameterizedTest
    @Tag("G-7")
    @CsvSource({
        "repo:read,Repo:read",
        "repo:read,REPO:READ",
        "repo:read,repo:reads",
        "repo:read,repo:rea",
        "repo:*,repo:read",
        "*,repo:read",
        "**,repo:read",
        "repo,repo:read",
        "repo:read,repo",
        "a:*:b,a:x:b",
        "admin,ADMIN"
    })
    void nameThatOnlyResemblesAGrantedOneIsNotHeld(String granted, String needed) {
        assertThat(Scopes.of(Scope.of(granted)).contains(Scope.of(needed))).isFalse();
    }

    @Test
    @Tag("G-7")
    void nameThatUnicodeWouldFoldIsNotHeld() {
        Scopes scopes = Scopes.of(Scope.of("kill:it"));

        assertThat(scopes.contains("\u212aill:it")).isFalse();
        assertThat(scopes.contains("ｋill:it")).isFalse();
        assertThat(scopes.contains("kıll:it")).isFalse();
        assertThat(scopes.contains("kill:it ")).isFalse();
        assertThat(scopes.contains("kill:it\0")).isFalse();
    }

    @Test
    @Tag("G-5")
    void emptySetHoldsNothing() {
        assertThat(Scopes.none().isEmpty()).isTrue();
        assertThat(Scopes.of()).isEqualTo(Scopes.none());
        assertThat(Scopes.none().contains(RepoScope.READ)).isFalse();
        assertThat(Scopes.none().contains("")).isFalse();
        assertThat(Scopes.none().containsAll(Scopes.of(RepoScope.READ))).isFalse();
    }

    @ParameterizedTest
    @Tag("G-5")
    @ValueSource(
            strings = {
                "", " ", "a b", "a\"b", "a\\b", "a\tb", "a\nb", "a\0", "a\u007f", "é", "\u212a", "ａ", "😀", "\ud800"
            })
    void nameThatIsNoScopeTokenIsRefused(String name) {
        assertRefused(() -> Scope.of(name));
        assertRefused(() -> Scopes.ofNames(List.of("repo:read", name)));
        assertRefused(() -> Scopes.of(() -> name));
    }

    @Test
    void questionAboutAMisnamedScopeIsRefused() {
        Scopes scopes = Scopes.of(RepoScope.READ);

        assertRefused(() -> scopes.contains(RepoScope.UNNAMED));
        assertRefused(() -> scopes.contains((Scope) () -> "a b"));
    }

    @Test
    void scopeWhoseNameCannotBeReadIsRefused() {
        Scope broken = () -> {
            throw new IllegalStateException();
        };

        assertThatThrownBy(() -> Scopes.of(RepoScope.READ, broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scopes");
        assertThatThrownBy(() -> Scopes.none().contains(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scope");
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingNamesAreRefused() {
        assertRefused(() -> Scopes.ofNames(null));
        assertRefused(() -> Scopes.ofNames(Arrays.asList("repo:read", null)));
        assertRefused(() -> Scope.of(null));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullScopeIsRefused() {
        assertThatThrownBy(() -> Scopes.of(RepoScope.READ, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("scopes must not be null");
        assertThatThrownBy(() -> Scopes.none().contains((Scope) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("scope must not be null");
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.argument()).isEqualTo("scopes"));
    }

    @Test
    void nameOf100CharactersIsTakenAndOf101Refused() {
        assertThat(Scope.of("x".repeat(100)).value()).hasSize(100);
        assertRefused(() -> Scope.of("x".repeat(101)));
        assertRefused(() -> Scope.of("x".repeat(1 << 16)));
    }

    @Test
    void setOf100IsTakenAndOf101Refused() {
        assertThat(Scopes.ofNames(names(100)).names()).hasSize(100);
        assertRefused(() -> Scopes.ofNames(names(101)));
        assertRefused(() -> Scopes.ofNames(names(10_000)));
    }

    private static List<String> names(int size) {
        return IntStream.range(0, size).mapToObj(number -> "scope:" + number).toList();
    }

    @Test
    void repeatsCountOnce() {
        Scopes scopes = Scopes.of(RepoScope.READ, RepoScope.READ, Scope.of("repo:read"));

        assertThat(scopes.names()).containsExactly("repo:read");
        assertThat(scopes).isEqualTo(Scopes.of(RepoScope.READ)).hasSameHashCodeAs(Scopes.of(RepoScope.READ));
    }

    @Test
    void namesCannotBeChangedFromOutside() {
        Scopes scopes = Scopes.of(RepoScope.READ);

        assertThatThrownBy(() -> scopes.names().add("admin")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> scopes.intersect(Scopes.none()).names().add("admin"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void textIsNamesInOrderWithSpacesBetween() {
        assertThat(Scopes.of(RepoScope.WRITE, RepoScope.READ)).hasToString("repo:read repo:write");
    }

    @Test
    @Tag("G-2")
    void holdingAllOfAnotherSetIsAnOrder() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 100_000; round++) {
            Scopes a = RandomScopes.set(random);
            Scopes b = RandomScopes.set(random);
            Scopes c = RandomScopes.set(random);

            boolean reflexive = a.containsAll(a);
            boolean transitive = !(a.containsAll(b) && b.containsAll(c)) || a.containsAll(c);
            boolean antisymmetric = (a.containsAll(b) && b.containsAll(a)) == a.equals(b);

            assertThat(reflexive && transitive && antisymmetric)
                    .as("seed %d, round %d: %s; %s; %s", SEED, round, a, b, c)
                    .isTrue();
        }
    }

    @Test
    @Tag("G-11")
    void intersectionHoldsExactlyWhatBothHold() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 100_000; round++) {
            Scopes a = RandomScopes.set(random);
            Scopes b = RandomScopes.set(random);

            Scopes both = a.intersect(b);

            boolean exact = RandomScopes.ALL.stream()
                    .allMatch(scope -> both.contains(scope) == (a.contains(scope) && b.contains(scope)));
            assertThat(exact && both.equals(b.intersect(a)))
                    .as("seed %d, round %d: %s; %s", SEED, round, a, b)
                    .isTrue();
        }
    }
}
