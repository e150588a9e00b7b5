package dev.patkit.secret;

import dev.patkit.internal.guard.FieldGuard;

/**
 * A type that refuses to be serialised, since it holds a secret, a hash of one, or what is not for the outside. JSON
 * mappers fail on it, wherever it is nested, with a message that says what to write instead. So does Java
 * serialisation, with a message that names the type.
 */
public interface Unserialisable {
    /**
     * Always throws. It exists for mappers that look for getters: without one they would write {@code {}}, and the only
     * secret would be gone without a word.
     *
     * @return nothing
     * @throws UnsupportedOperationException always; the message names the type and says what to write instead
     */
    default Object getUnserialisable() {
        throw FieldGuard.of(getClass()).refusal();
    }
}
