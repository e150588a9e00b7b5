package dev.patkit.token;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scopes an operation needs: all of several groups, any one scope of each group. There is no requirement that asks for
 * nothing. Immutable and thread-safe; make one per operation and keep it.
 */
public final class Requirement {
    private final Scope[][] groups;

    private Requirement(Scope[]... groups) {
        this.groups = groups;
    }

    /**
     * One scope.
     *
     * @param scope the scope needed
     * @return the requirement
     */
    public static Requirement of(Scope scope) {
        return new Requirement(new Scope[] {scope});
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
                Stream.concat(Stream.of(first), Arrays.stream(more)).toArray(Scope[]::new));
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
                .map(scope -> new Scope[] {scope})
                .toArray(Scope[][]::new));
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
                .flatMap(requirement -> Arrays.stream(requirement.groups))
                .toArray(Scope[][]::new));
    }

    /**
     * Whether a set of scopes is enough.
     *
     * @param held the scopes held
     * @return true if every group has a scope that is held
     */
    public boolean isMetBy(Scopes held) {
        for (Scope[] group : groups) {
            if (!holdsOne(held, group)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsOne(Scopes held, Scope[] group) {
        for (Scope scope : group) {
            if (held.contains(scope)) {
                return true;
            }
        }
        return false;
    }

    /** Such as {@code allOf(anyOf(repo:read, repo:write), catalog:read)}. */
    @Override
    public String toString() {
        return Arrays.stream(groups).map(Requirement::toString).collect(Collectors.joining(", ", "allOf(", ")"));
    }

    private static String toString(Scope[] group) {
        return Arrays.stream(group).map(Scope::value).collect(Collectors.joining(", ", "anyOf(", ")"));
    }
}
