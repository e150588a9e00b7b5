package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/** The service's owner directory failed, so nobody knows whether the owner may still act. */
public final class OwnerDirectoryException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /** Whose token it is about. */
    private final String owner;

    /**
     * Names the owner that was asked about.
     *
     * @param owner the owner
     * @param cause what the directory threw, or null when it answered null
     */
    public OwnerDirectoryException(String owner, @Nullable Throwable cause) {
        super("the owner directory did not answer", cause);
        this.owner = owner;
    }

    /**
     * The owner that was asked about.
     *
     * @return the owner's opaque name
     */
    public String owner() {
        return owner;
    }
}
