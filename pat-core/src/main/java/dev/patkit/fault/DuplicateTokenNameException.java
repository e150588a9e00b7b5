package dev.patkit.fault;

/** The owner already has a live token of this name; nothing was written. */
public final class DuplicateTokenNameException extends PatException {
    private static final long serialVersionUID = 1L;

    /** Whose token it is about. */
    private final String owner;
    /** The name that is taken. */
    private final String name;

    /**
     * Names the owner and the name that is taken.
     *
     * @param owner the owner
     * @param name the name, compared character by character
     */
    public DuplicateTokenNameException(String owner, String name) {
        super("the owner already has a live token of this name", null);
        this.owner = owner;
        this.name = name;
    }

    /**
     * The owner of the live token.
     *
     * @return the owner's opaque name
     */
    public String owner() {
        return owner;
    }

    /**
     * The name that is taken.
     *
     * @return the token name
     */
    public String name() {
        return name;
    }
}
