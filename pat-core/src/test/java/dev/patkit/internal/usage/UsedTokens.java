package dev.patkit.internal.usage;

import dev.patkit.secret.SecretHasher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.MovingClock;
import dev.patkit.fixture.Ears;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.secret.SecretText;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenUse;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tokens 1, 2, 3 and so on, all with one secret, in a store that keeps book of who writes last-used times into it. */
final class UsedTokens implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");

    private static final Scope READ = Scope.of("catalog:read");
    private static final TokenFormat FORMAT = TokenFormat.withPrefix("pat");
    private static final SecretText SECRET = SecretText.of("S".repeat(43));
    private static final SecretHash HASH = SecretHasher.sha256().hash(SECRET);

    private final MovingClock clock = MovingClock.at(START);
    private final ScriptedStore store = new ScriptedStore();
    private final Ears ears = new Ears();
    private final SecretProver prover =
            SecretProver.builder().hasher(SecretHasher.sha256()).build();
    private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);

    /** So many tokens in a store that takes every write. */
    UsedTokens(int count) {
        for (long id = 1; id <= count; id++) {
            Insertion unused = store.insert(row(id));
        }
        takeWrites();
    }

    static StoredToken row(long id) {
        Token token = Token.builder(new TokenId(id), "alice", "token " + id, Scopes.of(READ), START)
                .build();
        return new StoredToken(token, HASH, OptionalInt.empty(), false);
    }

    /** From now on, writes are done. */
    void takeWrites() {
        onRecord(uses -> {});
    }

    private void onRecord(Consumer<List<TokenUse>> act) {
        store.onRecord(uses -> {
            writers.add(Thread.currentThread());
            begun.release();
            act.accept(uses);
        });
    }

    /** From now on, writes fail. */
    void refuseWrites() {
        onRecord(uses -> {
            throw new IllegalStateException("planned");
        });
    }

    /** From now on, writes hang until they are let go. */
    void holdWrites() {
        onRecord(uses -> await(gate));
    }

    private static void await(Semaphore signal) {
        try {
            assertThat(signal.tryAcquire(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets all writes go, now and later. */
    void letGo() {
        gate.release(1_000_000);
    }

    /** Returns when one more write has begun. */
    void awaitWrite() {
        await(begun);
    }

    /** Whether a write hangs at this moment. */
    boolean isHeld() {
        return gate.hasQueuedThreads();
    }

    /** A verifier over these tokens. */
    StoreVerifier verifier(LastUsedPolicy policy) {
        return new StoreVerifier(
                store,
                prover,
                VerifierOptions.ofDefaults()
                        .format(FORMAT)
                        .clock(clock)
                        .listener(ears)
                        .lastUsed(policy));
    }

    /** Uses tokens, each of which must be accepted. */
    void accept(StoreVerifier verifier, long... ids) {
        for (long id : ids) {
            String text = FORMAT.write(new TokenId(id), SECRET).reveal();
            Verification answer = verifier.verify(PresentedToken.of(text), READ);
            if (!(answer instanceof Accepted)) {
                throw new AssertionError(answer);
            }
        }
    }

    MovingClock clock() {
        return clock;
    }

    ScriptedStore store() {
        return store;
    }

    Ears ears() {
        return ears;
    }

    /** The threads that wrote. */
    Set<Thread> writers() {
        return writers;
    }

    /** How many last-used times were written, one for each token and write. */
    int written() {
        return store.recorded().stream().mapToInt(List::size).sum();
    }

    Optional<Instant> lastUse(long id) {
        return store.kept(new TokenId(id)).token().lastUsedAt();
    }

    @Override
    public void close() {
        letGo();
        prover.close();
    }
}
