package dev.patkit.token;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scopes an operation needs: all of several groups, any one scope of each group. There is no requirement that asks for
 * nothing. Immutable and thread-safe; make one per operation and keep it.
 */
public final class Requirement {
    private final List<List<Scope>> groups;

    private Requirement(List<List<Scope>> groups) {
        this.groups = groups;
    }

    /**
     * One scope.
     *
     * @param scope the scope needed
     * @return the requirement
     */
    public static Requirement of(Scope scope) {
        return new Requirement(List.of(List.of(scope)));
    }

    /**
     * Any one of several scopes.
     *
     * @param first a scope that would do
     * @param more others that would do
     * @return the requirement
     */
    public static Requirement anyOf(Scope first, Scope... more) {
        return new Requirement(
                List.of(Stream.concat(Stream.of(first), Arrays.stream(more)).toList()));
    }

    /**
     * All of several scopes.
     *
     * @param first a scope needed
     * @param more others needed too
     * @return the requirement
     */
    public static Requirement allOf(Scope first, Scope... more) {
        return new Requirement(Stream.concat(Stream.of(first), Arrays.stream(more))
                .map(List::of)
                .toList());
    }

    /**
     * All of several requirements.
     *
     * @param first a requirement
     * @param more others that must be met too
     * @return the requirement
     */
    public static Requirement allOf(Requirement first, Requirement... more) {
        return new Requirement(Stream.concat(Stream.of(first), Arrays.stream(more))
                .flatMap(requirement -> requirement.groups.stream())
                .toList());
    }

    /**
     * Whether a set of scopes is enough.
     *
     * @param held the scopes held
     * @return true if every group has a scope that is held
     */
    public boolean isMetBy(Scopes held) {
        for (List<Scope> group : groups) {
            if (group.stream().noneMatch(held::contains)) {
                return false;
            }
        }
        return true;
    }

    /** Such as {@code allOf(anyOf(repo:read, repo:write), catalog:read)}. */
    @Override
    public String toString() {
        return groups.stream().map(Requirement::toString).collect(Collectors.joining(", ", "allOf(", ")"));
    }

    private static String toString(List<Scope> group) {
        return group.stream().map(Scope::value).collect(Collectors.joining(", ", "anyOf(", ")"));
    }
}
