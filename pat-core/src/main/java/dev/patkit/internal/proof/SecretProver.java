package dev.patkit.internal.proof;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes secrets and proves presented ones against stored hashes, within bounds. A proof is looked up in the proof
 * cache, then held against the secret check, then against the hash. Concurrent first proofs of one secret run the
 * hasher once. Slow hashers run in a bounded pool of platform threads ({@link HashingLimits}); a hasher that needs no
 * memory to speak of is called directly. Thread-safe, and safe to call from virtual threads.
 */
public final class SecretProver implements AutoCloseable {
    private final Reader current;
    private final Reader[] readers;
    private final ProofCache cache;
    private final HashingPool pool;
    private final SecretFingerprinter fingerprinter = new SecretFingerprinter();

    /** A hasher and what it says of itself, asked once at the start: asking cannot fail during a verification. */
    private record Reader(SecretHasher hasher, String function, String start, long memory) {
        static Reader of(SecretHasher hasher) {
            String function = requireNonNull(hasher.function(), "function() of a hasher must not be null");
            return new Reader(hasher, function, "$" + function + "$", hasher.workingMemory());
        }

        boolean isFast() {
            return memory == 0;
        }
    }

    /**
     * A prover with a current hasher, and others that read hashes made earlier.
     *
     * @throws IllegalArgumentException if one hash needs more memory than the limits allow in total
     */
    public SecretProver(SecretHasher current, Collection<SecretHasher> earlier, int cacheSize, HashingLimits limits) {
        this.current = Reader.of(current);
        Map<String, Reader> byFunction = new LinkedHashMap<>();
        earlier.stream().map(Reader::of).forEach(reader -> byFunction.put(reader.function, reader));
        byFunction.put(this.current.function, this.current);
        readers = byFunction.values().toArray(Reader[]::new);
        if (this.current.memory > limits.memoryBytes()) {
            throw new IllegalArgumentException("one hash needs more memory than HashingLimits allow in total");
        }
        cache = new ProofCache(cacheSize);
        pool = new HashingPool(
                limits, Arrays.stream(readers).mapToLong(Reader::memory).max().orElse(0));
    }

    /** A scan of presented texts for one thread, whose fingerprints this prover compares. */
    public ScannedToken newScan(TokenLayout layout) {
        return new ScannedToken(layout.newScanner(), fingerprinter.newBuffer());
    }

    /** Hashes a new secret with the current hasher. */
    public SecretHash hash(SecretText secret) {
        return current.isFast()
                ? directly(current, () -> current.hasher.hash(secret))
                : pool.run(current.function, current.memory, () -> current.hasher.hash(secret));
    }

    private static <T> T directly(Reader reader, Supplier<T> work) {
        try {
            return work.get();
        } catch (UnavailableException e) {
            throw e;
        } catch (Throwable e) {
            throw UnavailableException.hasher(reader.function, "the hasher threw", e);
        }
    }

    /** Caches a pair that is known to fit, as issuing does, so that the first use of a token is not slow. */
    public void cacheProof(long id, SecretText secret, SecretHash hash) {
        Reader reader = readerOf(hash);
        if (reader != null && !reader.isFast()) {
            cache.put(id, fingerprinter.fingerprint(secret), hash);
        }
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
     * Whether a presented secret fits a stored hash; the cost of finding that it does not is one SHA-256 where the row
     * has a check.
     *
     * @throws UnavailableException if the hash cannot be read, the work failed, or it was refused as busy
     */
    public boolean proves(long id, PresentedSecret presented, OptionalInt check, SecretHash stored) {
        Reader reader = readerOf(stored);
        if (reader != null && !reader.isFast() && cache.holds(id, presented.fingerprint(), stored)) {
            return true;
        }
        if (check.isPresent() && check.getAsInt() != SecretCheck.of(presented.text())) {
            return false;
        }
        if (reader == null) {
            throw unreadable(stored.function());
        }
        return reader.isFast()
                ? directly(reader, () -> reader.hasher.matches(presented.text(), stored))
                : provesSlowly(reader, new ProofKey(id, presented.fingerprint(), stored), presented);
    }

    /** The name is only repeated where it looks like one: the row may hold anything. */
    private static UnavailableException unreadable(String function) {
        String name = function.matches("[a-z0-9-]{1,32}") ? function : "unknown";
        return UnavailableException.hasher(name, "no hasher of this service reads the stored hash", null);
    }

    private boolean provesSlowly(Reader reader, ProofKey key, PresentedSecret presented) {
        long memory = directly(reader, () -> reader.hasher.workingMemory(key.hash()));
        return pool.prove(key, reader.function, memory, () -> {
            boolean proven = cache.holds(key.id(), key.fingerprint(), key.hash())
                    || reader.hasher.matches(presented.text(), key.hash());
            if (proven) {
                cache.put(key.id(), key.fingerprint(), key.hash());
            }
            return proven;
        });
    }

    /**
     * Whether a stored hash was made by the current hasher with its current parameters. One that was not is replaced
     * when its secret is next proven.
     *
     * @throws UnavailableException if the hasher threw
     */
    public boolean isCurrent(SecretHash stored) {
        return directly(current, () -> current.hasher.isCurrent(stored));
    }

    /** Stops the hashing threads; queued work is refused as closed. */
    @Override
    public void close() {
        pool.close();
    }
}
