package dev.patkit.secret;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.digest.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Fast hashing for secrets that are random and long, as every secret issued here is: {@code $sha256$salt$hash}. With
 * 256 random bits there is nothing to guess, so a slow function adds no strength; this one lets a fleet restart cold
 * without a queue of Argon2 calls. Never use it for passwords or for imported secrets under 112 bits.
 *
 * <p>Source for the line between fast and slow: OWASP ASVS 5.0, 6.5.2. Thread-safe; well under a microsecond per call.
 */
final class Sha256Hasher implements SecretHasher {
    private static final String FUNCTION = "sha256";
    private static final String PREFIX = "$" + FUNCTION + "$";
    private static final int SALT_BYTES = 8;
    private static final int MAX_SALT_BYTES = 64;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random;

    Sha256Hasher(SecureRandom random) {
        this.random = random;
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
        String encoded = PhcString.encode(Sha256.digestAndWipe(salt, secret.revealBytes()));
        return SecretHash.of(PREFIX + PhcString.encode(salt) + "$" + encoded);
    }

    @Override
    public boolean matches(SecretText secret, SecretHash hash) {
        requireNonNull(secret, "secret must not be null");
        PhcString stored = parse(hash);
        return MessageDigest.isEqual(Sha256.digestAndWipe(stored.salt(), secret.revealBytes()), stored.hash());
    }

    private static PhcString parse(SecretHash hash) {
        PhcString stored = PhcString.parse(requireNonNull(hash, "hash must not be null"));
        boolean readable = stored.function().equals(FUNCTION)
                && stored.version() == 0
                && stored.parameters().isEmpty()
                && stored.salt().length >= SALT_BYTES
                && stored.salt().length <= MAX_SALT_BYTES
                && stored.hash().length == HASH_BYTES;
        if (!readable) {
            throw PhcString.unreadable(FUNCTION);
        }
        return stored;
    }

    @Override
    public boolean isCurrent(SecretHash hash) {
        return requireNonNull(hash, "hash must not be null").phc().startsWith(PREFIX);
    }

    @Override
    public long workingMemory(SecretHash hash) {
        requireNonNull(hash, "hash must not be null");
        return 0;
    }

    @Override
    public long workingMemory() {
        return 0;
    }
}
