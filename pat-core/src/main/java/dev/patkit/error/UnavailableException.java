package dev.patkit.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The question could not be answered. It says nothing about the token: a service answers HTTP 503, never 401 or 403,
 * and never grants access. Trying again later is safe. After a {@link Kind#STORE} failure of a change, whether the
 * change took effect is unknown.
 */
public final class UnavailableException extends PatException {
    private static final long serialVersionUID = 1L;

    /** What was unavailable. */
    public enum Kind {
        /** The token store failed, hung, or answered too late. The subject is the store's operation. */
        STORE,
        /**
         * A secret could not be hashed or compared: the native library is missing or failed, or a stored hash cannot be
         * read. The subject is the PHC name of the function.
         */
        HASHER,
        /**
         * Too much slow hashing is under way; the same call succeeds once the queue is shorter. The subject is the
         * function.
         */
        HASHING_BUSY,
        /** The service's owner directory failed. The subject is the owner. */
        OWNER_DIRECTORY,
        /** The source of randomness failed or repeats itself. The subject is what was to be drawn. */
        RANDOM_SOURCE,
        /** The part that was called has been closed. The subject is its name. */
        CLOSED
    }

    /** What was unavailable. */
    private final Kind kind;
    /** What the failure is about. */
    private final String subject;

    private UnavailableException(Kind kind, String subject, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.subject = subject;
    }

    /**
     * A failure of the token store.
     *
     * @param operation the store's operation, such as {@code find}
     * @param problem what happened, without any value that was being stored
     * @param cause what was thrown, if anything
     * @return the exception to throw
     */
    public static UnavailableException store(String operation, String problem, @Nullable Throwable cause) {
        requireNonNull(operation, "operation must not be null");
        requireNonNull(problem, "problem must not be null");
        return new UnavailableException(Kind.STORE, operation, "token store, " + operation + ": " + problem, cause);
    }

    /**
     * A failure of a hash function.
     *
     * @param function the PHC name of the function, such as {@code argon2id}
     * @param problem what happened and, where there is one, the cure; never a stored hash
     * @param cause what was thrown, if anything
     * @return the exception to throw
     */
    public static UnavailableException hasher(String function, String problem, @Nullable Throwable cause) {
        requireNonNull(function, "function must not be null");
        requireNonNull(problem, "problem must not be null");
        return new UnavailableException(Kind.HASHER, function, "secret hasher " + function + ": " + problem, cause);
    }

    /**
     * Hashing that was not started or not awaited, because too much of it is under way.
     *
     * @param function the PHC name of the function
     * @param problem such as a full queue, a wait that ran out, or an interrupted thread
     * @param cause the interruption or rejection, if any
     * @return the exception to throw
     */
    public static UnavailableException hashingBusy(String function, String problem, @Nullable Throwable cause) {
        requireNonNull(function, "function must not be null");
        requireNonNull(problem, "problem must not be null");
        return new UnavailableException(Kind.HASHING_BUSY, function, "hashing is busy: " + problem, cause);
    }

    /**
     * A failure of the service's owner directory.
     *
     * @param owner the owner that was asked about
     * @param cause what the directory threw, or null if it answered null
     * @return the exception to throw
     */
    public static UnavailableException ownerDirectory(String owner, @Nullable Throwable cause) {
        requireNonNull(owner, "owner must not be null");
        return new UnavailableException(Kind.OWNER_DIRECTORY, owner, "the owner directory failed", cause);
    }

    /**
     * A failure of the source of randomness.
     *
     * @param drawn what was to be drawn, such as {@code secret}
     * @param problem what was seen, without the bytes
     * @param cause what the source threw, if anything
     * @return the exception to throw
     */
    public static UnavailableException randomSource(String drawn, String problem, @Nullable Throwable cause) {
        requireNonNull(drawn, "drawn must not be null");
        requireNonNull(problem, "problem must not be null");
        return new UnavailableException(
                Kind.RANDOM_SOURCE, drawn, "source of randomness, " + drawn + ": " + problem, cause);
    }

    /**
     * A call of a part that has been closed.
     *
     * @param part the name of the part
     * @return the exception to throw
     */
    public static UnavailableException closed(String part) {
        requireNonNull(part, "part must not be null");
        return new UnavailableException(Kind.CLOSED, part, part + " is closed", null);
    }

    /**
     * What was unavailable.
     *
     * @return the kind of failure
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What the failure is about; {@link Kind} says what it names.
     *
     * @return such as {@code find}, {@code argon2id}, or an owner
     */
    public String subject() {
        return subject;
    }
}
