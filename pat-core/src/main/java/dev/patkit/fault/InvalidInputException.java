package dev.patkit.fault;

/**
 * A value that came from outside cannot be used; nothing was written. A form shows {@link #problem()} beside the field
 * that {@link #argument()} names.
 */
public final class InvalidInputException extends PatException {
    private static final long serialVersionUID = 1L;

    /** The argument that cannot be used. */
    private final String argument;
    /** What is wrong with it. */
    private final String problem;

    /**
     * Names the argument and what is wrong with it.
     *
     * @param argument such as {@code name}, {@code owner}, {@code scopes}, {@code expiry}
     * @param problem what is wrong, without repeating the value
     */
    public InvalidInputException(String argument, String problem) {
        super(argument + " " + problem, null);
        this.argument = argument;
        this.problem = problem;
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
