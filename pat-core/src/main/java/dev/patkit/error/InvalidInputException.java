package dev.patkit.error;

import static java.util.Objects.requireNonNull;

/**
 * A value that came from outside cannot be used; nothing was written. A form shows {@link #problem()} beside the field
 * that {@link #argument()} names.
 */
public final class InvalidInputException extends PatException {
    private static final long serialVersionUID = 1L;

    /** Why a value cannot be used. */
    public enum Kind {
        /** The value breaks a rule that holds for every such value. */
        INVALID,
        /** A live token of the owner has the name. Argument {@code name}. */
        NAME_TAKEN,
        /** A scope is not one that the service grants. Argument {@code scopes}. */
        SCOPE_NOT_GRANTED,
        /** The owner is not active in the service's directory. Argument {@code owner}. */
        OWNER_INACTIVE
    }

    /** Why the value cannot be used. */
    private final Kind kind;
    /** The argument that cannot be used. */
    private final String argument;
    /** What is wrong with it. */
    private final String problem;

    /**
     * Names an argument that breaks a rule; the kind is {@link Kind#INVALID}.
     *
     * @param argument such as {@code name}, {@code owner}, {@code scopes}, {@code expiry}
     * @param problem what is wrong, without repeating the value
     */
    public InvalidInputException(String argument, String problem) {
        this(Kind.INVALID, argument, problem);
    }

    /**
     * Names an argument that cannot be used, and the kind of problem.
     *
     * @param kind why it cannot be used
     * @param argument such as {@code name}, {@code owner}, {@code scopes}, {@code expiry}
     * @param problem what is wrong, without repeating the value
     */
    public InvalidInputException(Kind kind, String argument, String problem) {
        super(argument + " " + problem, null);
        this.kind = requireNonNull(kind, "kind must not be null");
        this.argument = requireNonNull(argument, "argument must not be null");
        this.problem = requireNonNull(problem, "problem must not be null");
    }

    /**
     * Why the value cannot be used.
     *
     * @return the kind of problem
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The argument that cannot be used.
     *
     * @return such as {@code name}
     */
    public String argument() {
        return argument;
    }

    /**
     * What is wrong with it.
     *
     * @return a phrase that follows the argument's name, such as {@code must not be blank}
     */
    public String problem() {
        return problem;
    }
}
