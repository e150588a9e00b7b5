package dev.patkit.secret;

import dev.patkit.error.UnavailableException;
import java.security.SecureRandom;

/**
 * A way to hash secrets into self-describing PHC strings. Several can be live at once: each stored hash names the
 * function that reads it. Implementations are thread-safe and compare in constant time. {@link #argon2id()} is the
 * default; {@link #sha256()} suffices for the random secrets that this library issues.
 *
 * <p>A fault (no native library, no memory, a stored hash that cannot be read) is an {@link UnavailableException},
 * never {@code false}; see {@link UnavailableException#hasher}. An implementation bounds every parameter it reads back
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
     * @throws UnavailableException if the work could not be done
     */
    SecretHash hash(SecretText secret);

    /**
     * Proves a secret against a stored hash.
     *
     * @param secret the presented secret
     * @param hash a hash whose function is {@link #function()}
     * @return whether the secret is the one that was hashed
     * @throws UnavailableException if the work could not be done or the hash cannot be read
     */
    boolean matches(SecretText secret, SecretHash hash);

    /**
     * Whether a stored hash was made by this function with the parameters that {@link #hash} uses now. A row that was
     * not is hashed anew when its token is next proven. Asked at every acceptance, so it must be quick.
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
     * @throws UnavailableException if the hash cannot be read
     */
    long workingMemory(SecretHash hash);

    /**
     * The memory that {@link #hash} takes, with the same meaning of zero.
     *
     * @return bytes, zero or more
     */
    long workingMemory();

    /**
     * Argon2id (RFC 9106) at the parameters that the OWASP password storage cheat sheet lists first: 19 MiB, two
     * passes, one lane; about 25 ms of one core. Uses the native library that argon2-jvm brings or finds on the host.
     * Parameters read back from a row are held to fixed ceilings: 256 MiB, 32 passes, 16 lanes, memory times passes at
     * most 1 GiB.
     *
     * @return the hasher
     * @throws UnavailableException if the native library cannot be used; the message names the cure
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
     */
    static SecretHasher argon2id() {
        return Argon2idHasher.owasp();
    }

    /**
     * Argon2id at a cost of your choice; otherwise as {@link #argon2id()}.
     *
     * @param memoryKib memory in KiB, 7168 (the least that OWASP lists) to 262144
     * @param iterations passes, 1 to 32
     * @param parallelism lanes, 1 to 16; each is a native thread
     * @return the hasher
     * @throws IllegalArgumentException if a parameter or the product of memory and passes is out of bounds
     * @throws UnavailableException if the native library cannot be used; the message names the cure
     */
    static SecretHasher argon2id(int memoryKib, int iterations, int parallelism) {
        return Argon2idHasher.of(memoryKib, iterations, parallelism);
    }

    /**
     * Argon2id at a cost that is too low for anything but tests: 64 KiB, one pass.
     *
     * @return the hasher
     * @throws UnavailableException if the native library cannot be used; the message names the cure
     */
    static SecretHasher weakArgon2idForTests() {
        return Argon2idHasher.weakForTests();
    }

    /**
     * Salted SHA-256, for secrets that are random and long, as every secret issued here is: 256 random bits cannot be
     * guessed, so a slow function adds no strength. Well under a microsecond per call, so a restarted fleet has no
     * queue of Argon2 runs. Not for passwords, nor for imported secrets under 112 bits (OWASP ASVS 5.0, 6.5.2).
     *
     * @return the hasher
     */
    static SecretHasher sha256() {
        return new Sha256Hasher(new SecureRandom());
    }
}
