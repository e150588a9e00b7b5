package dev.patkit.verify;

import dev.patkit.error.UnavailableException;

/**
 * Hears the outcome of every verification, for metrics and logs. Called on the verifying thread, so it must be quick;
 * thread-safe. What it throws is dropped, because a listener cannot change an answer; the first such failure is handed
 * to the thread's uncaught exception handler.
 *
 * <p>Strangers decide how often it is called and with which ids. Count by {@link Reason}, not by id, and limit what is
 * logged.
 */
@FunctionalInterface
public interface VerificationListener {
    /**
     * A verification was answered: by {@link Verifier#verify}, by {@link Authenticated#authorise}, or by an {@link
     * Verifier#authenticate} that rejected.
     *
     * @param answer the answer
     */
    void onAnswer(Verification answer);

    /**
     * {@link Verifier#authenticate} found a live token. Default: nothing.
     *
     * @param token whose call it is
     */
    default void onAuthenticated(Authenticated token) {}

    /**
     * A verification could not be answered, or last-used times could not be written yet. Default: nothing.
     *
     * @param error what was unavailable
     */
    default void onUnavailable(UnavailableException error) {}

    /**
     * Last-used times were dropped: because memory for them is bounded and full, or because the verifier was closed and
     * the store did not take them in time; a store that hung may still take some of those. Default: nothing.
     *
     * @param count how many
     */
    default void onLastUsedLost(int count) {}
}
