package dev.patkit.internal.background;

import dev.patkit.error.UnavailableException;

/** Whether the service's tokens are open for calls; shared by all doors. Thread-safe. */
public final class OpenState {
    private static final String PART = "PersonalAccessTokens";

    private volatile boolean closed;

    /** Open. */
    public OpenState() {}

    /** Refuses a call after the close. */
    public void requireOpen() {
        if (closed) {
            throw UnavailableException.closed(PART);
        }
    }

    /** Refuses all calls from now on. */
    public void close() {
        closed = true;
    }
}
