package dev.patkit.secret;

/**
 * A way to hash secrets into self-describing PHC strings. Several can be live at once: each stored hash names the function
 * that reads it. Implementations are thread-safe and compare in constant time.
 *
 * <p>A fault (no native library, no memory, a stored hash that cannot be read) is a {@link
 * dev.patkit.fault.SecretHasherException}, never {@code false}. An implementation bounds every parameter it reads back
 * from a stored hash before it starts to work, so that a damaged or hostile row cannot order unbounded work.
 */
public interface SecretHasher {
    /**
     * The PHC name of the function, by which stored hashes find their hasher.
     *
     * @return such as {@code argon2id}; lower-case letters, digits and hyphens
     */
    String function();

    /**
     * Hashes a secret under a new random salt.
     *
     * @param secret the plain secret
     * @return the hash to store
     * @throws dev.patkit.fault.SecretHasherException if the work could not be done
     */
    SecretHash hash(SecretText secret);

    /**
     * Proves a secret against a stored hash.
     *
     * @param secret the presented secret
     * @param hash a hash whose function is {@link #function()}
     * @return whether the secret is the one that was hashed
     * @throws dev.patkit.fault.SecretHasherException if the work could not be done or the hash cannot be read
     */
    boolean matches(SecretText secret, SecretHash hash);

    /**
     * Whether a stored hash was made by this function with the parameters that {@link #hash} uses now. A row that was not
     * is hashed anew when its token is next proven. Asked at every acceptance, so it must be quick.
     *
     * @param hash a hash of any function, readable or not
     * @return false if it should be replaced
     */
    boolean isCurrent(SecretHash hash);

    /**
     * The memory that proving against a stored hash takes. Zero says that the function is fast: it is then called
     * directly, without cache, queue or permits.
     *
     * @param hash a hash whose function is {@link #function()}
     * @return bytes, zero or more
     * @throws dev.patkit.fault.SecretHasherException if the hash cannot be read
     */
    long workingMemory(SecretHash hash);

    /**
     * The memory that {@link #hash} takes, with the same meaning of zero.
     *
     * @return bytes, zero or more
     */
    long workingMemory();
}
