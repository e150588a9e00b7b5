package dev.patkit.fault;

import org.jspecify.annotations.Nullable;

/**
 * Too much slow hashing is already under way, so this proof was not started or not awaited. Thrown instead of letting
 * memory pile up; the same token succeeds once the queue is shorter.
 */
public final class HashingBusyException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    /**
     * Tells why the work was not awaited.
     *
     * @param problem such as a full queue, a wait that ran out, or an interrupted thread
     * @param cause the interruption or rejection, if any
     */
    public HashingBusyException(String problem, @Nullable Throwable cause) {
        super("hashing is busy: " + problem, cause);
    }
}
