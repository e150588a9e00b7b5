package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scopes that an operation needs: all of several groups, any one scope of each group. There is no requirement that
 * asks for nothing. Immutable and thread-safe; make one per operation and keep it.
 *
 * <p>Scopes are read when the requirement is made: a null scope is a {@link NullPointerException} that names the
 * argument, one whose {@link Scope#value()} throws an {@link IllegalArgumentException}, and one whose name is not a
 * {@code scope-token} a {@link dev.patkit.error.InvalidInputException}.
 */
public final class Requirement {
    private final String[][] groups;

    private Requirement(Stream<String[]> groups) {
        this.groups = groups.toArray(String[][]::new);
    }

    /**
     * One scope.
     *
     * @param scope the scope needed
     * @return the requirement
     */
    public static Requirement of(Scope scope) {
        return new Requirement(Stream.<String[]>of(new String[] {ScopeName.of("scope", scope)}));
    }

    /**
     * Any one of several scopes.
     *
     * @param first a scope that would do
     * @param more others that would do
     * @return the requirement
     */
    public static Requirement anyOf(Scope first, Scope... more) {
        return new Requirement(Stream.<String[]>of(ScopeName.of(first, more).toArray(String[]::new)));
    }

    /**
     * All of several scopes.
     *
     * @param first a scope needed
     * @param more others needed too
     * @return the requirement
     */
    public static Requirement allOf(Scope first, Scope... more) {
        return new Requirement(ScopeName.of(first, more).map(name -> new String[] {name}));
    }

    /**
     * All of several requirements.
     *
     * @param first a requirement
     * @param more others that must be met too
     * @return the requirement
     */
    public static Requirement allOf(Requirement first, Requirement... more) {
        requireNonNull(first, "first must not be null");
        requireNonNull(more, "more must not be null");
        return new Requirement(Stream.concat(Stream.of(first), Arrays.stream(more))
                .flatMap(requirement ->
                        Arrays.stream(requireNonNull(requirement, "more must not contain null").groups)));
    }

    /**
     * Whether a set of scopes is enough.
     *
     * @param held the scopes held
     * @return true if every group has a scope that is held
     */
    public boolean isMetBy(Scopes held) {
        requireNonNull(held, "held must not be null");
        for (String[] group : groups) {
            if (!holdsOne(held, group)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsOne(Scopes held, String... group) {
        for (String name : group) {
            if (held.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Such as {@code allOf(anyOf(repo:read, repo:write), anyOf(catalog:read))}. */
    @Override
    public String toString() {
        return Arrays.stream(groups)
                .map(group -> Arrays.stream(group).collect(Collectors.joining(", ", "anyOf(", ")")))
                .collect(Collectors.joining(", ", "allOf(", ")"));
    }
}
