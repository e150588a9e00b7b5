package dev.patkit.store;

import java.util.List;

/**
 * A token store that keeps the audit events of its changes. It writes the event of each part that took effect in the
 * same atomic step as the part itself: no change without its event, and no event of a change that did not happen.
 */
public interface AuditStore extends TokenStore {
    /** The most events that are read at once. */
    int MAX_EVENTS = 1000;

    /**
     * Reads what happened to an owner and the owner's tokens, the newest first; within one millisecond in no particular
     * order.
     *
     * @param owner the owner
     * @param limit the most events to read, 1 to {@value #MAX_EVENTS}
     * @return the events
     * @throws dev.patkit.error.InvalidInputException if the owner contains NUL or half a surrogate pair, which not
     *     every database keeps; argument {@code owner}
     * @throws IllegalArgumentException if the limit is out of bounds
     */
    List<AuditEvent> events(String owner, int limit);
}
