package dev.patkit.secret;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import dev.patkit.fault.SecretHasherException;
import org.jspecify.annotations.Nullable;

/**
 * The native Argon2id, by its raw call only: argon2-jvm's own {@code verify} answers false when memory runs out and
 * accepts a stored hash followed by NUL and junk. Whatever the native side cannot do is trouble with a type.
 */
final class Argon2Native {
    private static final String FUNCTION = "argon2id";
    private static final String CURE =
            "the native Argon2 library cannot be used. Cures: let JNA unpack it into a folder that"
                    + " allows execution (-Djna.tmpdir=…), or install libargon2 on the host, or choose Sha256Hasher explicitly";

    private Argon2Native() {}

    /** Runs the smallest hash once, so that a missing library is found at start-up. */
    static void probe() {
        tag(new Argon2Parameters(Argon2Parameters.MIN_MEMORY_KIB, 1, 1), new byte[1], new byte[8], null, null, 16);
    }

    /** The raw tag of a secret (RFC 9106, 3.1), with optional key and associated data. */
    static byte[] tag(
            Argon2Parameters cost,
            byte[] secret,
            byte[] salt,
            byte @Nullable [] key,
            byte @Nullable [] associatedData,
            int length) {
        try {
            Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
            return argon2.rawHashAdvanced(
                    cost.iterations(),
                    cost.memoryKib(),
                    cost.parallelism(),
                    secret,
                    salt,
                    key,
                    associatedData,
                    length,
                    Argon2Version.V13);
        } catch (LinkageError e) {
            throw new SecretHasherException(FUNCTION, CURE, e);
        } catch (RuntimeException e) {
            throw new SecretHasherException(FUNCTION, "the native call failed, for want of memory or threads", e);
        }
    }
}
