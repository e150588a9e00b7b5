package dev.patkit.internal.usage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.proof.ScannedToken;
import dev.patkit.internal.proof.SecretFingerprint;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.CachedToken;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenUse;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tokens 1, 2, 3 and so on, all with one secret, in a store that records who writes last-used times into it. */
final class UsedTokens implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");
    static final Scope READ = Scope.of("catalog:read");

    private static final TokenLayout LAYOUT = TokenLayout.withPrefix("pat");
    private static final String SECRET = "S".repeat(TokenLayout.SECRET_LENGTH);
    private static final SecretHash HASH = SecretHasher.sha256().hash(SecretText.of(SECRET));
    private static final SecretFingerprint FINGERPRINT = fingerprint();

    private final MovingClock clock = MovingClock.at(START);
    private final ScriptedStore store = new ScriptedStore();
    private final RecordingListener listener = new RecordingListener();
    private final TokenCache noCache =
            TokenCache.of(Freshness.strict(), store, System::nanoTime, new Notifier(listener));
    private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);

    /** So many tokens in a store that takes every write. */
    UsedTokens(int count) {
        for (long id = 1; id <= count; id++) {
            Change.Outcome unused = store.apply(Change.issue(stored(id), "alice"));
        }
        takeWrites();
    }

    private static SecretFingerprint fingerprint() {
        try (SecretProver prover = new SecretProver(SecretHasher.sha256(), List.of(), 0, HashingLimits.ofDefaults())) {
            ScannedToken scanned = prover.newScan(LAYOUT);
            assertThat(scanned.scan(text(1))).isTrue();
            return requireNonNull(scanned.takeSecret()).fingerprint();
        }
    }

    private static StoredToken stored(long id) {
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

    /** From now on, writes fail with an error of the virtual machine. */
    void failWrites() {
        onRecord(uses -> {
            throw new NoClassDefFoundError("planned");
        });
    }

    /** From now on, writes hang until they are let go. */
    void holdWrites() {
        onRecord(uses -> await(gate, 1));
    }

    private static void await(Semaphore signal, int times) {
        try {
            assertThat(signal.tryAcquire(times, 5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets all writes go, now and later. */
    void letGo() {
        gate.release(1_000_000);
    }

    /** Returns when so many more writes have begun. */
    void awaitWrites(int count) {
        await(begun, count);
    }

    /** Whether a write hangs at this moment. */
    boolean isHeld() {
        return gate.hasQueuedThreads();
    }

    /** A service over these tokens, which writes by a policy. */
    PersonalAccessTokens service(LastUsedPolicy policy) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .clock(clock)
                .listener(listener)
                .lastUsed(policy.writeEvery(), policy.resolution(), policy.maxPending())
                .build();
    }

    /** A service that writes when it is told to. */
    PersonalAccessTokens serviceByHand(int maxPending) {
        return service(new LastUsedPolicy(Duration.ofDays(1), Duration.ofMinutes(1), maxPending));
    }

    /** Uses tokens, each of which must be accepted. */
    void accept(PersonalAccessTokens service, long... ids) {
        for (long id : ids) {
            Verification answer = verify(service, text(id), READ);
            if (!(answer instanceof Accepted)) {
                throw new AssertionError(answer);
            }
        }
    }

    static Verification verify(PersonalAccessTokens service, String text, Scope scope) {
        return service.verifier().verify(PresentedToken.of(text), scope);
    }

    static PresentedToken presented(long id) {
        return PresentedToken.of(text(id));
    }

    /** The text of a token. */
    static String text(long id) {
        byte[] text = LAYOUT.write(id, SECRET.getBytes(StandardCharsets.US_ASCII));
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** A row as a verification has it, of a token that need not be in the store. */
    CachedToken row(long id) {
        return noCache.add(stored(id), 0, FINGERPRINT, null);
    }

    MovingClock clock() {
        return clock;
    }

    ScriptedStore store() {
        return store;
    }

    RecordingListener listener() {
        return listener;
    }

    /** The threads that wrote. */
    Set<Thread> writers() {
        return writers;
    }

    /** How many last-used times were written, each token of each write counted. */
    int written() {
        return store.recorded().stream().mapToInt(List::size).sum();
    }

    Optional<Instant> lastUse(long id) {
        return store.kept(new TokenId(id)).token().lastUsedAt();
    }

    @Override
    public void close() {
        letGo();
    }
}
