package dev.patkit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequirementTest {
    private static final long SEED = Long.getLong("patkit.seed", 2);
    private static final Scope READ = Scope.of("repo:read");
    private static final Scope WRITE = Scope.of("repo:write");
    private static final Scope ADMIN = Scope.of("admin");

    @Test
    void oneScopeIsMetByThatScope() {
        assertThat(Requirement.of(READ).isMetBy(Scopes.of(READ))).isTrue();
        assertThat(Requirement.of(READ).isMetBy(Scopes.of(READ, ADMIN))).isTrue();
        assertThat(Requirement.of(READ).isMetBy(Scopes.of(WRITE, ADMIN))).isFalse();
    }

    @Test
    void anyOfIsMetByOne() {
        Requirement either = Requirement.anyOf(READ, WRITE);

        assertThat(either.isMetBy(Scopes.of(READ))).isTrue();
        assertThat(either.isMetBy(Scopes.of(WRITE))).isTrue();
        assertThat(either.isMetBy(Scopes.of(ADMIN))).isFalse();
    }

    @Test
    void allOfIsMetByAllOnly() {
        Requirement both = Requirement.allOf(READ, WRITE);

        assertThat(both.isMetBy(Scopes.of(READ, WRITE))).isTrue();
        assertThat(both.isMetBy(Scopes.of(READ))).isFalse();
        assertThat(both.isMetBy(Scopes.of(WRITE, ADMIN))).isFalse();
    }

    @Test
    void allOfAnyOfNeedsOneOfEachGroup() {
        Requirement requirement = Requirement.allOf(Requirement.anyOf(READ, WRITE), Requirement.of(ADMIN));

        assertThat(requirement.isMetBy(Scopes.of(READ, ADMIN))).isTrue();
        assertThat(requirement.isMetBy(Scopes.of(WRITE, ADMIN))).isTrue();
        assertThat(requirement.isMetBy(Scopes.of(READ, WRITE))).isFalse();
        assertThat(requirement.isMetBy(Scopes.of(ADMIN))).isFalse();
    }

    @ParameterizedTest
    @Tag("G-5")
    @MethodSource("requirements")
    void noScopesMeetNothing(Requirement requirement) {
        assertThat(requirement.isMetBy(Scopes.none())).isFalse();
    }

    static List<Requirement> requirements() {
        return List.of(
                Requirement.of(READ),
                Requirement.anyOf(READ),
                Requirement.anyOf(READ, WRITE),
                Requirement.allOf(READ),
                Requirement.allOf(READ, WRITE),
                Requirement.allOf(Requirement.anyOf(READ, WRITE)),
                Requirement.of(() -> "*"));
    }

    @ParameterizedTest
    @Tag("G-5")
    @ValueSource(strings = {"", " ", "a b", "\u00e9"})
    void requirementOfAMisnamedScopeIsRefused(String name) {
        assertThatThrownBy(() -> Requirement.of(() -> name)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Requirement.anyOf(READ, () -> name)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Requirement.allOf(READ, () -> name)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullArgumentIsRefusedByItsName() {
        assertThatThrownBy(() -> Requirement.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("scope must not be null");
        assertThatThrownBy(() -> Requirement.anyOf(READ, WRITE, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("more must not be null");
        assertThatThrownBy(() -> Requirement.allOf((Scope) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("first must not be null");
        assertThatThrownBy(() -> Requirement.allOf(Requirement.of(READ), (Requirement) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("more must not contain null");
    }

    @Test
    void laterChangesOfTheArgumentsDoNotChangeARequirement() {
        Scope[] more = {WRITE};
        Requirement requirement = Requirement.anyOf(READ, more);

        more[0] = ADMIN;

        assertThat(requirement.isMetBy(Scopes.of(ADMIN))).isFalse();
        assertThat(requirement.isMetBy(Scopes.of(WRITE))).isTrue();
    }

    @Test
    @Tag("G-7")
    void scopeInAnotherCaseDoesNotMeet() {
        assertThat(Requirement.of(READ).isMetBy(Scopes.of(Scope.of("REPO:READ"))))
                .isFalse();
        assertThat(Requirement.of(READ).isMetBy(Scopes.of(Scope.of("*"), Scope.of("repo:*"))))
                .isFalse();
    }

    @Test
    @Tag("G-2")
    void requirementMeansOneOfEachGroupForEverySet() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 100_000; round++) {
            List<List<Scope>> groups = groups(random);
            Scopes held = RandomScopes.set(random);

            boolean met = requirement(groups).isMetBy(held);

            boolean expected = groups.stream()
                    .allMatch(group ->
                            group.stream().anyMatch(scope -> held.names().contains(scope.value())));
            assertThat(met)
                    .as("seed %d, round %d: %s of %s", SEED, round, groups, held)
                    .isEqualTo(expected);
        }
    }

    private static List<List<Scope>> groups(SplittableRandom random) {
        List<List<Scope>> groups = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            groups.add(IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(number -> RandomScopes.one(random))
                    .toList());
        }
        return groups;
    }

    private static Requirement requirement(List<List<Scope>> groups) {
        return groups.stream()
                .map(group -> Requirement.anyOf(
                        group.get(0), group.subList(1, group.size()).toArray(Scope[]::new)))
                .reduce((one, other) -> Requirement.allOf(one, other))
                .orElseThrow();
    }

    @Test
    @Tag("G-2")
    void whatFewerScopesMeetMoreScopesMeetToo() {
        SplittableRandom random = new SplittableRandom(SEED);
        int compared = 0;
        for (int round = 0; round < 200_000; round++) {
            Scopes more = RandomScopes.set(random);
            Scopes fewer = more.intersect(RandomScopes.set(random));
            Requirement requirement = requirement(groups(random));
            if (requirement.isMetBy(fewer)) {
                assertThat(requirement.isMetBy(more))
                        .as("seed %d, round %d: %s, %s, %s", SEED, round, requirement, fewer, more)
                        .isTrue();
                compared++;
            }
        }

        assertThat(compared).as("seed %d", SEED).isGreaterThan(5_000);
    }

    @Test
    void textNamesAllGroups() {
        Requirement requirement = Requirement.allOf(Requirement.anyOf(READ, WRITE), Requirement.of(ADMIN));

        assertThat(requirement).hasToString("allOf(anyOf(repo:read, repo:write), anyOf(admin))");
    }
}
