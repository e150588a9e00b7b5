package dev.patkit.token;

import dev.patkit.error.InvalidInputException;

/**
 * One named right. A service's enum implements this interface, so that the compiler checks every use of a scope. Names
 * are compared character by character: no case folding, no wildcards, no hierarchy.
 */
@FunctionalInterface
public interface Scope {
    /** The most characters a scope's name has. */
    int MAX_LENGTH = 100;

    /**
     * The scope's name.
     *
     * @return the same text at every call: 1 to 100 characters of RFC 6749's {@code scope-token}, that is printable
     *     ASCII without space, double quote and backslash
     */
    String value();

    /**
     * A scope known by name only, as one read from a form.
     *
     * @param value the name
     * @return the scope
     * @throws InvalidInputException if the name is not a {@code scope-token} of at most 100 characters; argument {@code
     *     scopes}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, 3.3</a>
     */
    static Scope of(String value) {
        return new ScopeName(ScopeName.require(value));
    }
}
