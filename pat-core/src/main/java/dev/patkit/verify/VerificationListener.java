package dev.patkit.verify;

import dev.patkit.fault.UnavailableException;

/**
 * Hears the outcome of every verification, for metrics and logs. Called on the verifying thread, so it must be quick;
 * thread-safe. What it throws is dropped: a listener cannot change an answer.
 *
 * <p>Strangers decide how often it is called and with which ids. Count by {@link Reason}, not by id, and limit what is
 * logged.
 */
@FunctionalInterface
public interface VerificationListener {
    /**
     * A verification was answered.
     *
     * @param answer the answer
     */
    void onAnswer(Verification answer);

    /**
     * A verification could not be answered, or last-used times could not be written yet. Default: nothing.
     *
     * @param trouble what went wrong
     */
    default void onTrouble(UnavailableException trouble) {}

    /**
     * Last-used times were given up: because memory for them is bounded and full, or because the verifier was closed and the
     * store did not take them in time; a store that hung may still take some of those. Default: nothing.
     *
     * @param count how many
     */
    default void onLastUsedLost(int count) {}
}
