package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/** The token store failed, hung, or answered too late. Whether a write took effect is then unknown. */
public final class TokenStoreException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /** The verb that failed. */
    private final String operation;

    /**
     * Names the failed operation.
     *
     * @param operation the store's verb, such as {@code find}
     * @param problem what happened, without any value that was being stored
     * @param cause what the store threw, if anything
     */
    public TokenStoreException(String operation, String problem, @Nullable Throwable cause) {
        super("token store, " + operation + ": " + problem, cause);
        this.operation = operation;
    }

    /**
     * The store's verb that failed.
     *
     * @return such as {@code find} or {@code insert}
     */
    public String operation() {
        return operation;
    }
}
