package dev.patkit.internal.usage;

import static dev.patkit.contract.Failures.unavailable;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.secret.SecretHasher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.Callers;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.UnavailableException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LastUsedRecorderTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final TokenFormat FORMAT = TokenFormat.withPrefix("pat");
    private static final SecretText SECRET = SecretText.of("S".repeat(43));
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovingClock clock = MovingClock.at(START);
    private final ScriptedStore store = new ScriptedStore();
    private final Ears ears = new Ears();
    private final Sha256Hasher hasher = SecretHasher.sha256();
    private final SecretProver prover = SecretProver.builder().hasher(hasher).build();

    @AfterEach
    void close() {
        prover.close();
    }

    @Test
    void useIsWrittenAtTheNextFlush() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            accept(verifier, 1);
            assertThat(lastUse(1)).isEmpty();

            verifier.flush();

            assertThat(lastUse(1)).contains(START);
        }
    }

    private StoreVerifier verifier(Duration writeEvery, int maxPending) {
        for (long id = 1; id <= 5; id++) {
            Token token = Token.builder(new TokenId(id), "alice", "token " + id, Scopes.of(READ), START)
                    .build();
            SecretHash hash = hasher.hash(SECRET);
            Insertion unused = store.insert(new StoredToken(token, hash, OptionalInt.empty(), false));
        }
        VerifierOptions options = VerifierOptions.ofDefaults()
                .format(FORMAT)
                .clock(clock)
                .listener(ears)
                .lastUsed(writeEvery, MINUTE, maxPending);
        return new StoreVerifier(store, prover, options);
    }

    private static void accept(StoreVerifier verifier, long... ids) {
        for (long id : ids) {
            String text = FORMAT.write(new TokenId(id), SECRET).reveal();
            assertThat(verifier.verify(PresentedToken.of(text), READ)).isInstanceOf(Accepted.class);
        }
    }

    private Optional<Instant> lastUse(long id) {
        return store.kept(new TokenId(id)).token().lastUsedAt();
    }

    @Test
    void manyUsesOfATokenAreOneWrite() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            for (int use = 0; use < 1000; use++) {
                accept(verifier, 1, 2);
                clock.advance(Duration.ofSeconds(1));
            }

            verifier.flush();

            assertThat(store.recorded()).hasSize(1);
            assertThat(store.recorded().get(0)).hasSize(2);
        }
    }

    @Test
    void batchIsInTheOrderOfIds() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            accept(verifier, 3, 1, 5, 2, 4);

            verifier.flush();

            assertThat(store.recorded().get(0))
                    .extracting(use -> use.id().value())
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void useWithinTheResolutionOfTheLastIsNotWritten() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            accept(verifier, 1);
            verifier.flush();

            clock.advance(MINUTE.minusMillis(1));
            accept(verifier, 1);
            verifier.flush();
            assertThat(lastUse(1)).contains(START);

            clock.advance(Duration.ofMillis(1));
            accept(verifier, 1);
            verifier.flush();
            assertThat(lastUse(1)).contains(START.plus(MINUTE));
        }
    }

    @Test
    @Tag("K-7")
    void lastUseNeverMovesBack() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            accept(verifier, 1);
            verifier.flush();

            clock.advance(Duration.ofDays(-1));
            accept(verifier, 1);
            verifier.flush();

            assertThat(lastUse(1)).contains(START);
        }
    }

    @Test
    @Tag("K-7")
    void useOfATokenThatWasRevokedMeanwhileLeavesItRevoked() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            accept(verifier, 1);
            store.revoke(Selection.one("alice", new TokenId(1)), START.plusMillis(1));

            verifier.flush();

            assertThat(store.kept(new TokenId(1)).token().revokedAt()).contains(START.plusMillis(1));
        }
    }

    @Test
    void refusedTokenIsNoUse() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            String text = FORMAT.write(new TokenId(1), SECRET).reveal();
            assertThat(verifier.verify(PresentedToken.of(text), Scope.of("admin")))
                    .isInstanceOf(Rejected.class);

            verifier.flush();

            assertThat(store.recorded()).isEmpty();
        }
    }

    @Test
    void usesBeyondTheBoundAreCountedAsLost() {
        try (StoreVerifier verifier = verifier(NEVER, 2)) {
            accept(verifier, 1, 2, 3, 4, 5);

            verifier.flush();

            assertThat(store.recorded().get(0)).hasSize(2);
            assertThat(ears.lost()).isEqualTo(3);
        }
    }

    @Test
    void boundOfZeroWritesNothing() {
        try (StoreVerifier verifier = verifier(NEVER, 0)) {
            accept(verifier, 1, 2);

            verifier.flush();

            assertThat(store.recorded()).isEmpty();
            assertThat(ears.lost()).isEqualTo(2);
        }
    }

    @Test
    @Tag("F-11")
    void storeThatFailsIsToldAndTheUsesAreKeptForTheNextWrite() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            accept(verifier, 1, 2);
            store.onRecord(uses -> {
                throw new IllegalStateException("planned");
            });

            verifier.flush();

            assertThat(ears.troubles()).singleElement().is(unavailable(Kind.STORE));
            assertThat(lastUse(1)).isEmpty();

            store.onRecord(uses -> {});
            verifier.flush();

            assertThat(lastUse(1)).contains(START);
            assertThat(lastUse(2)).contains(START);
            assertThat(ears.lost()).isZero();
        }
    }

    @Test
    void verifyingGoesOnWhileTheStoreTakesNoUses() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            store.onRecord(uses -> {
                throw new IllegalStateException("planned");
            });

            for (int round = 0; round < 100; round++) {
                accept(verifier, 1, 2, 3);
                clock.advance(MINUTE);
                verifier.flush();
            }

            assertThat(ears.lost()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writerGoesOnAfterWhateverTheStoreThrew(boolean error) {
        Semaphore written = new Semaphore(0);
        store.onRecord(uses -> {
            written.release();
            if (error) {
                throw new NoClassDefFoundError("planned");
            }
            throw new IllegalStateException("planned");
        });
        try (StoreVerifier verifier = verifier(Duration.ofMillis(1), 100)) {
            accept(verifier, 1);

            await(written, 3);
            store.onRecord(uses -> written.release(1000));
            await(written, 1000);
        }

        assertThat(lastUse(1)).contains(START);
    }

    private static void await(Semaphore signal, int times) {
        try {
            assertThat(signal.tryAcquire(times, 1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingWritesWhatWaits() {
        StoreVerifier verifier = verifier(NEVER, 100);
        accept(verifier, 1);

        verifier.close();

        assertThat(lastUse(1)).contains(START);
    }

    @Test
    void closingTellsWhatIsLostForGood() {
        StoreVerifier verifier = verifier(NEVER, 100);
        accept(verifier, 1, 2);
        store.onRecord(uses -> {
            throw new IllegalStateException("planned");
        });

        verifier.close();

        assertThat(ears.lost()).isEqualTo(2);
        assertThat(ears.troubles()).hasSize(1);
    }

    @Test
    void closingWaitsForABatchThatIsUnderWay() {
        Semaphore begun = new Semaphore(0);
        Semaphore gate = new Semaphore(0);
        store.onRecord(uses -> {
            begun.release();
            await(gate, 1);
        });
        StoreVerifier verifier = verifier(Duration.ofMillis(1), 100);
        accept(verifier, 1);
        await(begun, 1);

        Callers<Optional<Instant>> closing = Callers.start(1, () -> {
                    verifier.close();
                    return lastUse(1);
                })
                .untilWaiting();
        gate.release();

        assertThat(closing.answers()).containsExactly(Optional.of(START));
    }

    @Test
    @Tag("K-9")
    void closingLeavesNoThread() throws InterruptedException {
        AtomicReference<Thread> writer = new AtomicReference<>();
        Semaphore written = new Semaphore(0);
        store.onRecord(uses -> {
            writer.set(Thread.currentThread());
            written.release();
        });
        StoreVerifier verifier = verifier(Duration.ofMillis(1), 100);
        accept(verifier, 1);
        await(written, 1);

        verifier.close();

        Thread thread = Objects.requireNonNull(writer.get());
        thread.join(Duration.ofMinutes(1).toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void usesNotedByManyThreadsAreWrittenOnceEach() {
        try (StoreVerifier verifier = verifier(NEVER, 100)) {
            List<Integer> done = Callers.start(16, () -> {
                        for (int round = 0; round < 200; round++) {
                            accept(verifier, 1, 2, 3, 4, 5);
                            verifier.flush();
                        }
                        return 1;
                    })
                    .answers();

            verifier.flush();

            assertThat(done).hasSize(16);
            assertThat(ears.lost()).isZero();
            assertThat(store.recorded().stream().flatMap(List::stream).map(TokenUse::usedAt))
                    .containsOnly(START);
            assertThat(lastUse(5)).contains(START);
        }
    }
}
