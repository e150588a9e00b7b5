package dev.patkit.contract;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import java.util.concurrent.atomic.AtomicInteger;

/** A hasher that hands everything on to another and counts how often that had to work. Thread-safe. */
public final class CountingHasher implements SecretHasher {
    private final SecretHasher hasher;
    private final AtomicInteger hashed = new AtomicInteger();
    private final AtomicInteger matched = new AtomicInteger();

    /**
     * Counts the calls of a hasher.
     *
     * @param hasher the hasher that does the work
     */
    public CountingHasher(SecretHasher hasher) {
        this.hasher = hasher;
    }

    /**
     * How many secrets were hashed.
     *
     * @return calls of {@link #hash}
     */
    public int hashed() {
        return hashed.get();
    }

    /**
     * How many secrets were compared with a hash.
     *
     * @return calls of {@link #matches}
     */
    public int matched() {
        return matched.get();
    }

    @Override
    public String function() {
        return hasher.function();
    }

    @Override
    public SecretHash hash(SecretText secret) {
        hashed.incrementAndGet();
        return hasher.hash(secret);
    }

    @Override
    public boolean matches(SecretText secret, SecretHash hash) {
        matched.incrementAndGet();
        return hasher.matches(secret, hash);
    }

    @Override
    public boolean isCurrent(SecretHash hash) {
        return hasher.isCurrent(hash);
    }

    @Override
    public long workingMemory(SecretHash hash) {
        return hasher.workingMemory(hash);
    }

    @Override
    public long workingMemory() {
        return hasher.workingMemory();
    }
}
