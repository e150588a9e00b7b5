package dev.patkit.secret;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Argon2id (RFC 9106, version 0x13) through argon2-jvm: the default. It makes PHC strings that other implementations
 * read, with a 16-byte salt and a 32-byte tag. Thread-safe. One call takes the memory and time its parameters ask for,
 * outside the Java heap; the library bounds how many run at once ({@link HashingLimits}).
 *
 * <p>Parameters read back from a row are held to fixed ceilings before any native call (256 MiB, 32 passes, 16 lanes,
 * and memory times passes at most 1 GiB); a row beyond them makes its token unavailable. A native failure does the same
 * and is never a mismatch.
 */
final class Argon2idHasher implements SecretHasher {
    private static final String FUNCTION = "argon2id";
    private static final int VERSION = 0x13;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int OWASP_LEAST_MEMORY_KIB = 7168;

    private final Argon2Parameters cost;
    private final String prefix;
    private final SecureRandom random;

    private Argon2idHasher(Argon2Parameters cost, SecureRandom random) {
        this.cost = cost;
        prefix = "$" + FUNCTION + "$v=" + VERSION + "$" + cost.phc() + "$";
        this.random = random;
        Argon2Native.probe();
    }

    /** The parameters that the OWASP password storage cheat sheet lists first. */
    static Argon2idHasher owasp() {
        return new Argon2idHasher(new Argon2Parameters(19_456, 2, 1), new SecureRandom());
    }

    /** Parameters of choice, no weaker than the weakest that OWASP lists. */
    static Argon2idHasher of(int memoryKib, int iterations, int parallelism) {
        requireBetween("memoryKib", memoryKib, OWASP_LEAST_MEMORY_KIB, Argon2Parameters.MAX_MEMORY_KIB);
        requireBetween("iterations", iterations, 1, Argon2Parameters.MAX_ITERATIONS);
        requireBetween("parallelism", parallelism, 1, Argon2Parameters.MAX_PARALLELISM);
        Argon2Parameters cost = new Argon2Parameters(memoryKib, iterations, parallelism);
        if (!cost.isWithinBounds()) {
            throw new IllegalArgumentException("memoryKib times iterations must be at most 1 GiB: " + cost.phc());
        }
        return new Argon2idHasher(cost, new SecureRandom());
    }

    private static void requireBetween(String argument, int value, int least, int most) {
        if (!isBetween(value, least, most)) {
            throw new IllegalArgumentException(argument + " must be " + least + " to " + most);
        }
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }

    /** The cheapest parameters there are. */
    static Argon2idHasher weakForTests() {
        return new Argon2idHasher(new Argon2Parameters(Argon2Parameters.MIN_MEMORY_KIB, 1, 1), new SecureRandom());
    }

    @Override
    public String function() {
        return FUNCTION;
    }

    @Override
    public SecretHash hash(SecretText secret) {
        requireNonNull(secret, "secret must not be null");
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] tag = tag(cost, secret, salt, HASH_BYTES);
        return SecretHash.of(prefix + PhcString.encode(salt) + "$" + PhcString.encode(tag));
    }

    private static byte[] tag(Argon2Parameters cost, SecretText secret, byte[] salt, int length) {
        byte[] bytes = secret.revealBytes();
        try {
            return Argon2Native.tag(cost, bytes, salt, null, null, length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean matches(SecretText secret, SecretHash hash) {
        requireNonNull(secret, "secret must not be null");
        PhcString stored = parse(hash);
        byte[] tag = tag(Argon2Parameters.of(stored), secret, stored.salt(), stored.hash().length);
        return MessageDigest.isEqual(tag, stored.hash());
    }

    private static PhcString parse(SecretHash hash) {
        PhcString stored = PhcString.parse(requireNonNull(hash, "hash must not be null"));
        boolean readable = stored.function().equals(FUNCTION)
                && stored.version() == VERSION
                && isBetween(stored.salt().length, 8, 64)
                && isBetween(stored.hash().length, 16, 64)
                && Argon2Parameters.of(stored).isWithinBounds();
        if (!readable) {
            throw PhcString.unreadable(FUNCTION);
        }
        return stored;
    }

    @Override
    public boolean isCurrent(SecretHash hash) {
        return requireNonNull(hash, "hash must not be null").phc().startsWith(prefix);
    }

    @Override
    public long workingMemory(SecretHash hash) {
        return Argon2Parameters.of(parse(hash)).memoryBytes();
    }

    @Override
    public long workingMemory() {
        return cost.memoryBytes();
    }
}
