package dev.patkit.contract;

import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import org.assertj.core.api.Condition;

/** What an exception must be, for assertions. */
public final class Failures {
    private Failures() {}

    /**
     * An {@link UnavailableException} of a kind.
     *
     * @param kind what was unavailable
     * @return the condition
     */
    public static Condition<Throwable> unavailable(UnavailableException.Kind kind) {
        return new Condition<>(
                thrown -> thrown instanceof UnavailableException known && known.kind() == kind,
                "an UnavailableException of kind %s",
                kind);
    }

    /**
     * An {@link InvalidInputException} of a kind.
     *
     * @param kind why the value cannot be used
     * @return the condition
     */
    public static Condition<Throwable> invalid(InvalidInputException.Kind kind) {
        return new Condition<>(
                thrown -> thrown instanceof InvalidInputException known && known.kind() == kind,
                "an InvalidInputException of kind %s",
                kind);
    }
}
