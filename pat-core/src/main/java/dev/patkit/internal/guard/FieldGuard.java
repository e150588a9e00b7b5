package dev.patkit.internal.guard;

import java.util.AbstractCollection;
import java.util.Iterator;

/**
 * The content of a field at which mappers fail that write objects by their fields, such as Gson, or Jackson where it is
 * told to. They write a collection by iterating over it; iterating over this one throws. Secrets are in transient
 * fields, so without a guard these mappers would write {@code {}}. Immutable and thread-safe.
 */
public final class FieldGuard extends AbstractCollection<Object> {
    /** For two arguments of one constructor, which Jackson takes for a mistake; its message contains the name. */
    public static final String UNREADABLE = "not for mappers: read a String and call of(...) yourself";

    private final String message;

    private FieldGuard(String message) {
        this.message = message;
    }

    /**
     * A guard for a type whose parts have to be written one by one.
     *
     * @param type the type that has the field
     * @return the guard
     */
    public static FieldGuard of(Class<?> type) {
        return of(
                type,
                "write the parts that the reader may see, one by one; to hand out the secret of a new token, call"
                        + " secret().reveal() and write that text yourself");
    }

    /**
     * A guard with advice of its own.
     *
     * @param type the type that has the field
     * @param advice what to do instead
     * @return the guard
     */
    public static FieldGuard of(Class<?> type, String advice) {
        return new FieldGuard(type.getSimpleName() + " refuses to be serialised: " + advice);
    }

    /**
     * What whoever meets this guard gets.
     *
     * @return an exception that names the type and says what to do instead
     */
    public UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(message);
    }

    /** Always throws {@link #refusal}. */
    @Override
    public Iterator<Object> iterator() {
        throw refusal();
    }

    /** Always throws {@link #refusal}. */
    @Override
    public int size() {
        throw refusal();
    }

    /** The message, since debuggers and other printers go by fields, too. */
    @Override
    public String toString() {
        return message;
    }
}
