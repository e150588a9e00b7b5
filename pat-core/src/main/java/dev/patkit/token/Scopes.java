package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.InvalidInputException;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A set of scopes, and the only place that decides whether one is held. An empty set holds nothing. Immutable and
 * thread-safe.
 *
 * <p>To collections and JSON mappers it is the set of its names, in their natural order. It is equal to any set of the
 * same names, and written as an array of text. What would change it throws {@link UnsupportedOperationException}.
 */
public final class Scopes extends AbstractSet<String> {
    /** The most scopes a set has. */
    public static final int MAX_SIZE = 100;

    private static final Scopes NONE = new Scopes(Collections.emptyNavigableSet());

    private final NavigableSet<String> names;
    /** The same names for iteration: a set has few, and a tree of them is spread over memory. */
    private final String[] inOrder;

    private Scopes(NavigableSet<String> names) {
        this.names = names;
        inOrder = names.toArray(String[]::new);
    }

    /**
     * The empty set, which allows nothing.
     *
     * @return no scopes
     */
    public static Scopes none() {
        return NONE;
    }

    /**
     * A set of the given scopes; repeats count once.
     *
     * @param scopes the scopes
     * @return the set
     * @throws InvalidInputException if a name is not a {@code scope-token}, or there are more than 100; argument {@code
     *     scopes}
     */
    public static Scopes of(Scope... scopes) {
        requireNonNull(scopes, "scopes must not be null");
        return ofNames(Arrays.stream(scopes)
                .map(scope -> ScopeName.of("scopes", scope))
                .toList());
    }

    /**
     * A set of the given names; repeats count once.
     *
     * @param names scope names, as a form sends them; null, a null name and one that is no {@code scope-token} are
     *     refused
     * @return the set
     * @throws InvalidInputException if a name is not a {@code scope-token}, or there are more than 100; argument {@code
     *     scopes}
     */
    public static Scopes ofNames(@Nullable Collection<String> names) {
        if (names == null) {
            throw new InvalidInputException("scopes", "must not be missing");
        }
        NavigableSet<String> checked = new TreeSet<>();
        for (String name : names) {
            checked.add(ScopeName.require(name));
            if (checked.size() > MAX_SIZE) {
                throw new InvalidInputException("scopes", "must be at most " + MAX_SIZE);
            }
        }
        return new Scopes(Collections.unmodifiableNavigableSet(checked));
    }

    /**
     * Whether the set holds a scope of exactly this name.
     *
     * @param scope the scope
     * @return true if it was granted by name
     */
    public boolean contains(Scope scope) {
        return contains(ScopeName.of("scope", scope));
    }

    /**
     * Whether the set holds a scope of exactly this name.
     *
     * @param name the scope's name
     * @return true if it was granted by name
     */
    public boolean contains(String name) {
        requireNonNull(name, "name must not be null");
        for (String held : inOrder) {
            if (held.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether this set holds every scope of another.
     *
     * @param others the other set
     * @return true if none is missing
     */
    public boolean containsAll(Scopes others) {
        return names.containsAll(requireNonNull(others, "others must not be null").names);
    }

    /**
     * The scopes held by both sets.
     *
     * @param others the other set
     * @return the intersection
     */
    @SuppressWarnings("ReferenceEquality") // the common case: a directory that takes nothing away
    public Scopes intersect(Scopes others) {
        requireNonNull(others, "others must not be null");
        return others == this || others.containsAll(this)
                ? this
                : new Scopes(Collections.unmodifiableNavigableSet(
                        names.stream().filter(others.names::contains).collect(Collectors.toCollection(TreeSet::new))));
    }

    /** The names, in their natural order. */
    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    @Override
    public int size() {
        return names.size();
    }

    /**
     * The names, in their natural order.
     *
     * @return an unmodifiable set
     */
    public NavigableSet<String> names() {
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || names.equals(other);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** The names, separated by single spaces as in RFC 6749's {@code scope} parameter. */
    @Override
    public String toString() {
        return String.join(" ", names);
    }
}
