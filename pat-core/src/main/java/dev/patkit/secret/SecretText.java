package dev.patkit.secret;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.guard.FieldGuard;
import dev.patkit.internal.values.StorableValues;
import java.beans.ConstructorProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A plain secret that hides itself. It prints a placeholder, has no {@code equals} or {@code hashCode} of its own, and
 * refuses to be serialised: JSON mappers fail on it, and on whatever it is nested in. Reading it is {@link #reveal()}
 * or {@link #revealBytes()}: a search for {@code reveal} lists every place where a secret leaves its wrapper.
 *
 * <p>Thread-safe until {@link #close()}; a secret that is shared must not be closed while another thread reads it.
 */
public final class SecretText implements AutoCloseable, Unserialisable {
    private static final FieldGuard GUARD = FieldGuard.of(SecretText.class);

    @SuppressWarnings("UnusedVariable") // read by mappers that go by fields
    private final FieldGuard guard = GUARD;

    private final transient byte[] bytes;
    private volatile boolean closed;

    private SecretText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a mapper fail that constructs what it reads. */
    private SecretText() {
        throw GUARD.refusal();
    }

    /** Makes Jackson fail before it reads a text; later, its message would quote the text. */
    @ConstructorProperties({FieldGuard.UNREADABLE, FieldGuard.UNREADABLE})
    @SuppressWarnings("unused")
    private SecretText(Object first, Object second) {
        this();
    }

    /**
     * Wraps a secret given as text.
     *
     * @param text the secret; encoded as UTF-8
     * @return the wrapped secret
     * @throws IllegalArgumentException if the text contains half a surrogate pair, which UTF-8 cannot encode
     */
    public static SecretText of(String text) {
        if (StorableValues.hasHalfPair(requireNonNull(text, "text must not be null"))) {
            throw new IllegalArgumentException("text must not contain half a surrogate pair");
        }
        return new SecretText(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Wraps a copy of a secret given as bytes.
     *
     * @param bytes the secret's UTF-8 bytes; copied, so the caller may wipe its own
     * @return the wrapped secret
     */
    public static SecretText copyOf(byte[] bytes) {
        return new SecretText(requireNonNull(bytes, "bytes must not be null").clone());
    }

    /**
     * The secret as text, to be shown to its owner once and then forgotten.
     *
     * @return the plain secret
     * @throws IllegalStateException if it was closed
     */
    public String reveal() {
        return new String(open(), StandardCharsets.UTF_8);
    }

    /**
     * The secret's UTF-8 bytes, for a hasher.
     *
     * @return a copy that the caller should wipe after use
     * @throws IllegalStateException if it was closed
     */
    public byte[] revealBytes() {
        return open().clone();
    }

    /**
     * Compares two secrets in a time that depends on their lengths only.
     *
     * @param other the secret to compare with
     * @return whether both hold the same bytes
     * @throws IllegalStateException if either was closed
     */
    public boolean sameAs(SecretText other) {
        return MessageDigest.isEqual(
                open(), requireNonNull(other, "other must not be null").open());
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the secret was closed");
        }
        return bytes;
    }

    /** Overwrites the bytes held here. Texts and copies handed out before are not reached. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}
