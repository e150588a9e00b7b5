package dev.patkit.fault;

/** The part that was called has been closed; the process is shutting down. */
public final class ClosedException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the closed part.
     *
     * @param part the type that was closed
     */
    public ClosedException(String part) {
        super(part + " is closed", null);
    }
}
