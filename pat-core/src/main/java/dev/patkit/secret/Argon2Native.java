package dev.patkit.secret;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import dev.patkit.error.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The native Argon2id, by its raw call only: argon2-jvm's own {@code verify} answers false when memory runs out and
 * accepts a stored hash followed by NUL and junk. A failure of the native side is an {@link UnavailableException}.
 */
final class Argon2Native {
    private static final String FUNCTION = "argon2id";
    private static final String CURE =
            "the native Argon2 library cannot be used. Cures: let JNA unpack it into a folder that"
                    + " allows execution (-Djna.tmpdir=…), or install libargon2 on the host, or"
                    + " choose SecretHasher.sha256() explicitly";

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
            throw UnavailableException.hasher(FUNCTION, CURE, e);
        } catch (RuntimeException e) {
            throw UnavailableException.hasher(FUNCTION, "the native call failed; memory or threads ran out", e);
        }
    }
}
