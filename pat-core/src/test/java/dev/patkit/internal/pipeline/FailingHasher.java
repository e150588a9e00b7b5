package dev.patkit.internal.pipeline;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;

/** A hasher that hands on to another, and one of whose methods throws once a test says so. */
final class FailingHasher implements SecretHasher {
    /** A method of a hasher. */
    enum Call {
        FUNCTION,
        HASH,
        MATCHES,
        IS_CURRENT,
        MEMORY_OF_STORED,
        MEMORY
    }

    private final SecretHasher next;
    private volatile Runnable failure = () -> {};
    private volatile Call failing = Call.HASH;

    FailingHasher(SecretHasher next) {
        this.next = next;
    }

    /** From now on, a method throws what an act throws. */
    void fail(Call call, Runnable act) {
        failing = call;
        failure = act;
    }

    @Override
    public String function() {
        called(Call.FUNCTION);
        return next.function();
    }

    private void called(Call call) {
        if (call == failing) {
            failure.run();
        }
    }

    @Override
    public SecretHash hash(SecretText secret) {
        called(Call.HASH);
        return next.hash(secret);
    }

    @Override
    public boolean matches(SecretText secret, SecretHash hash) {
        called(Call.MATCHES);
        return next.matches(secret, hash);
    }

    @Override
    public boolean isCurrent(SecretHash hash) {
        called(Call.IS_CURRENT);
        return next.isCurrent(hash);
    }

    @Override
    public long workingMemory(SecretHash hash) {
        called(Call.MEMORY_OF_STORED);
        return next.workingMemory(hash);
    }

    @Override
    public long workingMemory() {
        called(Call.MEMORY);
        return next.workingMemory();
    }
}
