package dev.patkit.secret;

import dev.patkit.fault.SecretHasherException;
import dev.patkit.fault.UnavailableException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes secrets and proves presented ones against stored hashes, within bounds. A proof goes through the proof cache, then
 * the secret check, then the hasher; concurrent first proofs of one secret run the hasher once; slow hashers run in a
 * bounded pool of platform threads ({@link HashingLimits}). A hasher that needs no memory to speak of is called directly.
 *
 * <p>The cache remembers that a secret fits a hash, never that a token is valid; it keeps a salted digest of the secret, not
 * the secret. Thread-safe, and safe to call from virtual threads.
 */
public final class SecretProver implements AutoCloseable {
    private final SecretHasher current;
    private final Reader[] readers;
    private final ProofCache cache;
    private final HashingPool pool;
    private final SecretDigester digester = new SecretDigester();

    /** A hasher, and how the hashes begin that it reads. */
    private record Reader(SecretHasher hasher, String start, boolean isFast) {
        static Reader of(SecretHasher hasher) {
            return new Reader(hasher, "$" + hasher.function() + "$", hasher.workingMemory() == 0);
        }
    }

    private SecretProver(Builder builder, SecretHasher current) {
        this.current = current;
        Map<String, SecretHasher> hashers = new LinkedHashMap<>(builder.accepted);
        hashers.put(current.function(), current);
        readers = hashers.values().stream().map(Reader::of).toArray(Reader[]::new);
        if (current.workingMemory() > builder.limits.memoryBytes()) {
            throw new IllegalArgumentException("one hash needs more memory than HashingLimits allow in all");
        }
        cache = new ProofCache(builder.cacheSize);
        pool = new HashingPool(
                builder.limits,
                hashers.values().stream()
                        .mapToLong(SecretHasher::workingMemory)
                        .max()
                        .orElse(0));
    }

    /**
     * Starts with the defaults: Argon2id at OWASP's parameters, a cache of 65,536 proofs, {@link
     * HashingLimits#ofDefaults()}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The first 32 bits of a digest of the secret, under a domain of its own. Stored beside the hash, it refuses a forged
     * secret for the price of one SHA-256, and tells an attacker 32 of 256 random bits, which is nothing. Not for secrets
     * that people choose.
     *
     * @param secret a random secret of at least 112 bits
     * @return the check to store
     */
    public static int checkOf(SecretText secret) {
        return Sha256.check(secret);
    }

    /**
     * Hashes a new secret with the current hasher.
     *
     * @param secret the secret
     * @return the hash to store
     * @throws dev.patkit.fault.UnavailableException if the work could not be done or was refused as busy
     */
    public SecretHash hash(SecretText secret) {
        long memory = current.workingMemory();
        return memory == 0
                ? directly(current, () -> current.hash(secret))
                : pool.run(current.function(), memory, () -> current.hash(secret));
    }

    private static <T> T directly(SecretHasher hasher, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw troubleOf(hasher, e);
        }
    }

    private static UnavailableException troubleOf(SecretHasher hasher, RuntimeException thrown) {
        return thrown instanceof UnavailableException known
                ? known
                : new SecretHasherException(hasher.function(), "the hasher threw", thrown);
    }

    /**
     * Puts a pair known to fit into the cache, as issuing does, so that the first use of a token is not slow.
     *
     * @param id the token's id
     * @param secret the secret
     * @param hash the hash just made of it
     */
    public void remember(long id, SecretText secret, SecretHash hash) {
        if (!isFast(hash)) {
            cache.put(id, digester.digest(secret), hash);
        }
    }

    private boolean isFast(SecretHash hash) {
        Reader reader = readerOf(hash);
        return reader != null && reader.isFast;
    }

    private @Nullable Reader readerOf(SecretHash hash) {
        for (Reader reader : readers) {
            if (hash.phc().startsWith(reader.start)) {
                return reader;
            }
        }
        return null;
    }

    /**
     * Whether a presented secret fits a stored hash.
     *
     * @param id the token's id
     * @param presented the presented secret
     * @param check the stored secret check, if the row has one
     * @param stored the stored hash
     * @return false if it does not fit; the cost of finding out is one SHA-256 where the row has a check
     * @throws dev.patkit.fault.UnavailableException if the hash cannot be read, the work failed, or it was refused as busy
     */
    public boolean proves(long id, SecretText presented, OptionalInt check, SecretHash stored) {
        return isFast(stored)
                ? provesDirectly(presented, check, stored)
                : proves(id, digester.digest(presented), () -> presented, check, stored);
    }

    private boolean provesDirectly(SecretText presented, OptionalInt check, SecretHash stored) {
        SecretHasher hasher = hasherOf(stored);
        return fits(presented, check) && directly(hasher, () -> hasher.matches(presented, stored));
    }

    private static boolean fits(SecretText presented, OptionalInt check) {
        return check.isEmpty() || check.getAsInt() == Sha256.check(presented);
    }

    private SecretHasher hasherOf(SecretHash stored) {
        Reader reader = readerOf(stored);
        if (reader == null) {
            throw PhcString.unreadable(PhcString.functionOf(stored));
        }
        return reader.hasher;
    }

    /**
     * Whether a presented secret that was digested fits a stored hash. Asks for the secret itself only where the proof is not
     * in the cache.
     *
     * @param id the token's id
     * @param digest of the presented secret, from a {@link #presentedDigest} of this prover
     * @param presented the presented secret
     * @param check the stored secret check, if the row has one
     * @param stored the stored hash
     * @return as {@link #proves(long, SecretText, OptionalInt, SecretHash)}
     * @throws dev.patkit.fault.UnavailableException if the hash cannot be read, the work failed, or it was refused as busy
     */
    public boolean proves(
            long id, ProofDigest digest, Supplier<SecretText> presented, OptionalInt check, SecretHash stored) {
        if (isFast(stored)) {
            return provesDirectly(presented.get(), check, stored);
        }
        if (cache.holds(id, digest, stored)) {
            return true;
        }
        SecretText secret = presented.get();
        return fits(secret, check) && provesSlowly(new ProofKey(id, digest, stored), secret);
    }

    /**
     * Digests presented secrets for one thread, for a caller that keeps the digest of a proven secret beside what it was
     * proven against, and so knows it again at the cost of one SHA-256 block.
     *
     * @return a new one
     */
    public PresentedDigest presentedDigest() {
        return digester.presented();
    }

    private boolean provesSlowly(ProofKey key, SecretText presented) {
        SecretHasher hasher = hasherOf(key.hash());
        long memory = directly(hasher, () -> hasher.workingMemory(key.hash()));
        return pool.prove(key, hasher.function(), memory, () -> {
            boolean known = cache.holds(key.id(), key.digest(), key.hash());
            boolean proven = known || hasher.matches(presented, key.hash());
            if (proven) {
                cache.put(key.id(), key.digest(), key.hash());
            }
            return proven;
        });
    }

    /**
     * Whether a stored hash was made by the current hasher with its current parameters. One that was not is to be replaced
     * when its secret is next proven.
     *
     * @param stored the stored hash
     * @return false if it is out of date
     * @throws dev.patkit.fault.SecretHasherException if the hasher threw
     */
    public boolean isCurrent(SecretHash stored) {
        try {
            return current.isCurrent(stored);
        } catch (RuntimeException e) {
            throw troubleOf(current, e);
        }
    }

    /** Stops the hashing threads; what waits is refused with {@link dev.patkit.fault.ClosedException}. */
    @Override
    public void close() {
        pool.close();
    }

    /** Choices for a {@link SecretProver}; each has a default. Not thread-safe. */
    public static final class Builder {
        private static final int DEFAULT_CACHE_SIZE = 65_536;
        private static final int MAX_CACHE_SIZE = 1 << 24;

        private @Nullable SecretHasher hasher;
        private final Map<String, SecretHasher> accepted = new LinkedHashMap<>();
        private int cacheSize = DEFAULT_CACHE_SIZE;
        private HashingLimits limits = HashingLimits.ofDefaults();

        private Builder() {}

        /**
         * The hasher of new secrets. Default: {@link Argon2idHasher#owasp()}.
         *
         * @param hasher the current hasher
         * @return this
         */
        public Builder hasher(SecretHasher hasher) {
            this.hasher = hasher;
            return this;
        }

        /**
         * Hashers of rows that were written under an earlier choice; each is found by its function's name. Default: none.
         *
         * @param earlier hashers that still read rows
         * @return this
         */
        public Builder alsoAccepting(SecretHasher... earlier) {
            Arrays.stream(earlier).forEach(one -> accepted.put(one.function(), one));
            return this;
        }

        /**
         * How many proofs are remembered, about 250 bytes each; rounded up to a power of two. Default: 65,536. Zero
         * remembers none: every verification then runs the hasher.
         *
         * @param proofs 0 to 16,777,216
         * @return this
         * @throws IllegalArgumentException if out of bounds
         */
        public Builder cacheSize(int proofs) {
            if (proofs < 0 || proofs > MAX_CACHE_SIZE) {
                throw new IllegalArgumentException("proofs must be 0 to " + MAX_CACHE_SIZE);
            }
            cacheSize = proofs;
            return this;
        }

        /**
         * The bounds of slow hashing. Default: {@link HashingLimits#ofDefaults()}.
         *
         * @param limits the bounds
         * @return this
         */
        public Builder limits(HashingLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Builds the prover and probes the default hasher's native library.
         *
         * @return the prover; close it with the service
         * @throws SecretHasherException if the native library cannot be used; the message names the cure
         * @throws IllegalArgumentException if one hash needs more memory than the limits allow in all
         */
        public SecretProver build() {
            return new SecretProver(this, hasher == null ? Argon2idHasher.owasp() : hasher);
        }
    }
}
