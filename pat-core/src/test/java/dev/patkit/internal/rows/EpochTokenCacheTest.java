package dev.patkit.internal.rows;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.pipeline.Authenticator;
import dev.patkit.internal.pipeline.TestVerifier;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.Change;
import dev.patkit.store.Epochs;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Freshness#within} answers from the cache, and when it reads the store again. The test polls by hand. */
class EpochTokenCacheTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final MovingClock clock = MovingClock.at(START);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final AtomicBoolean active = new AtomicBoolean(true);
    private final ScriptedStore store = new ScriptedStore();
    private final CountingHasher hasher = new CountingHasher(SecretHasher.weakArgon2idForTests());
    private final RecordingListener listener = new RecordingListener();
    private final SecretProver prover = new SecretProver(hasher, List.of(), 1024, HashingLimits.ofDefaults());
    private final EpochTokenCache cache =
            new EpochTokenCache(store, Freshness.within(BOUND).rows(8), nanos::get, new Notifier(listener));
    private final TestVerifier verifier = new TestVerifier(
            store,
            prover,
            cache,
            owner -> active.get(),
            new Notifier(listener),
            new Authenticator.Time(clock, nanos::get));
    private PersonalAccessTokens elsewhere;
    private IssuedToken issued;

    @BeforeEach
    void wire() {
        elsewhere =
                PersonalAccessTokens.builder(store).hasher(hasher).clock(clock).build();
        issued = issue("import");
    }

    private IssuedToken issue(String name) {
        return elsewhere.issue(
                TokenRequest.forOwner("alice").named(name).allowing(READ).expiringIn(Duration.ofDays(1)));
    }

    @AfterEach
    void close() {
        prover.close();
        elsewhere.close();
    }

    @Test
    void rowIsReadOnceHoweverOftenItsTokenIsVerified() {
        cache.poll();
        int before = store.calls();

        for (int i = 0; i < 100; i++) {
            assertAccepted(issued);
        }

        assertThat(store.calls() - before).isEqualTo(1);
        assertThat(hasher.matched()).isEqualTo(1);
    }

    private void assertAccepted(IssuedToken token) {
        assertThat(verify(token)).isInstanceOf(Accepted.class);
    }

    private Verification verify(IssuedToken token) {
        return verifier.verify(token.secret().reveal(), READ);
    }

    @Test
    void numberOfPollsDoesNotDependOnTheNumberOfTokens() {
        cache.poll();
        List<IssuedToken> many = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            many.add(issue("token " + number));
        }

        many.forEach(this::assertAccepted);
        cache.poll();

        assertThat(store.polls()).isEqualTo(2);
    }

    @Test
    void everyCallReadsTheStoreBeforeTheFirstPoll() {
        int before = store.calls();

        assertAccepted(issued);
        assertAccepted(issued);

        assertThat(store.calls() - before).isEqualTo(2);
    }

    @Test
    void revocationElsewhereIsSeenFromTheNextPollOn() {
        cache.poll();
        assertAccepted(issued);
        elsewhere.revoke("alice", issued.token().id());
        assertAccepted(issued);

        cache.poll();

        assertRefused(verify(issued), Reason.REVOKED);
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void suspensionAndReinstatementElsewhereAreSeenFromTheNextPollOn() {
        cache.poll();
        assertAccepted(issued);
        elsewhere.administration("admin").suspend("alice");

        cache.poll();
        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
        elsewhere.administration("admin").reinstate("alice");
        cache.poll();

        assertAccepted(issued);
    }

    @Test
    void changeOfOneShardLeavesTheRowsOfOthersInTheCache() {
        IssuedToken other =
                elsewhere.issue(TokenRequest.forOwner("bob").named("other").allowing(READ));
        cache.poll();
        assertAccepted(issued);
        assertAccepted(other);
        elsewhere.administration("admin").suspend(ownerOfAnotherShardThan(issued, other));
        cache.poll();
        int before = store.calls();

        assertAccepted(issued);
        assertAccepted(other);

        assertThat(store.calls() - before).isZero();
    }

    /** Ids are random, so any fixed name would have the shard of one of them now and then. */
    private static String ownerOfAnotherShardThan(IssuedToken... tokens) {
        Set<Integer> taken = Stream.of(tokens)
                .map(IssuedToken::token)
                .flatMap(token -> Stream.of(Epochs.shardOf(token.id()), Epochs.shardOf(token.owner())))
                .collect(Collectors.toSet());
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "carol " + i)
                .filter(owner -> !taken.contains(Epochs.shardOf(owner)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyCallReadsTheStoreOnceTheNewestPollIsABoundOld() {
        cache.poll();
        assertAccepted(issued);
        int before = store.calls();

        nanos.addAndGet(BOUND.toNanos() - 1);
        assertAccepted(issued);
        int justInTime = store.calls() - before;
        nanos.addAndGet(1);
        elsewhere.revoke("alice", issued.token().id());

        assertThat(justInTime).isZero();
        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    void pollThatFailsIsReportedAndChangesNothing() {
        cache.poll();
        assertAccepted(issued);
        store.onEpochs(epochs -> {
            throw new IllegalStateException("planned");
        });

        cache.poll();

        assertAccepted(issued);
        assertThat(listener.errors())
                .singleElement()
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        error -> assertThat(error.subject()).isEqualTo("epochs"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void storeThatAnswersNullEpochsIsReportedAndChangesNothing() {
        cache.poll();
        assertAccepted(issued);
        store.onEpochs(epochs -> null);

        cache.poll();

        assertAccepted(issued);
        assertThat(listener.errors()).singleElement().is(unavailable(Kind.STORE));
    }

    @Test
    @Timeout(120)
    void pollerRunsOnAfterErrorsOfTheStoreAndOfTheListener() throws InterruptedException {
        Semaphore polls = new Semaphore(0);
        store.onEpochs(epochs -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
            polls.release();
            throw new NoClassDefFoundError("planned");
        });
        VerificationListener failing = new VerificationListener() {
            @Override
            public void onAnswer(Verification answer) {}

            @Override
            public void onUnavailable(UnavailableException error) {
                throw new StackOverflowError("planned");
            }
        };
        EpochTokenCache polled = new EpochTokenCache(
                store, Freshness.within(Duration.ofMillis(10)), System::nanoTime, new Notifier(failing));

        polled.start();
        assertThat(polls.tryAcquire(4, 1, TimeUnit.MINUTES)).isTrue();
        assertThat(polled.stamp()).isNull();
        Semaphore answered = new Semaphore(0);
        store.onEpochs(epochs -> {
            answered.release();
            return epochs;
        });
        assertThat(answered.tryAcquire(2, 1, TimeUnit.MINUTES)).isTrue();
        polled.close();

        assertThat(polled.stamp()).isNotNull();
    }

    @Test
    void storeThatDoesNotAnswerMakesTheVerifierUnavailableOnceTheBoundHasPassed() {
        cache.poll();
        assertAccepted(issued);
        store.onFind(found -> {
            throw UnavailableException.store("find", "planned", null);
        });
        assertAccepted(issued);

        nanos.addAndGet(BOUND.toNanos());

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> verify(issued));
    }

    @Test
    void pollCountsFromItsStartHoweverLongItTook() {
        store.onEpochs(epochs -> {
            nanos.addAndGet(BOUND.toNanos());
            return epochs;
        });
        cache.poll();
        int before = store.calls();

        assertAccepted(issued);
        assertAccepted(issued);

        assertThat(store.calls() - before).isEqualTo(2);
    }

    @Test
    void boundDoesNotDependOnTheWallClock() {
        cache.poll();
        assertAccepted(issued);
        elsewhere.revoke("alice", issued.token().id());

        clock.advance(Duration.ofHours(-1));
        assertAccepted(issued);
        nanos.addAndGet(BOUND.toNanos());

        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    void changeOfThisProcessIsSeenByTheNextCallAndAfterAPollThatMissedIt() {
        cache.poll();
        assertAccepted(issued);
        store.onEpochs(epochs -> {
            elsewhere.revoke("alice", issued.token().id());
            cache.invalidate(Epochs.shardOf(issued.token().id()));
            return epochs;
        });

        cache.poll();

        assertRefused(verify(issued), Reason.REVOKED);
        store.onEpochs(epochs -> epochs);
        cache.poll();
        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    void changeOfAnOwnerByThisProcessIsSeenByTheNextCall() {
        cache.poll();
        assertAccepted(issued);

        elsewhere.administration("admin").suspend("alice");
        cache.invalidate(Epochs.shardOf("alice"));

        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
    }

    @Test
    void expiryIsExactThoughTheRowIsCached() {
        cache.poll();
        assertAccepted(issued);
        Instant expiry = issued.token().expiresAt().orElseThrow();

        clock.moveTo(expiry.minusMillis(1));
        assertAccepted(issued);
        clock.moveTo(expiry);

        assertRefused(verify(issued), Reason.EXPIRED);
    }

    @Test
    void directoryIsAskedAtEveryCall() {
        cache.poll();
        assertAccepted(issued);

        active.set(false);

        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
    }

    @Test
    void scopesAreCheckedAtEveryCall() {
        cache.poll();
        assertAccepted(issued);

        Verification answer = verifier.verify(issued.secret().reveal(), WRITE);

        assertRefused(answer, Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void wrongSecretForACachedRowIsRefusedWithoutStoreOrHasher() {
        cache.poll();
        assertAccepted(issued);
        int calls = store.calls();
        int matched = hasher.matched();
        String forged = TestVerifier.textOf(issued.token().id(), "F".repeat(43));

        assertRefused(verifier.verify(forged, READ), Reason.WRONG_SECRET);

        assertThat(store.calls()).isEqualTo(calls);
        assertThat(hasher.matched()).isEqualTo(matched);
        assertAccepted(issued);
    }

    @Test
    void wrongSecretAddsNoRowToTheCache() {
        cache.poll();
        String forged = TestVerifier.textOf(issued.token().id(), "F".repeat(43));
        int before = store.calls();

        assertRefused(verifier.verify(forged, READ), Reason.WRONG_SECRET);
        assertRefused(verifier.verify(forged, READ), Reason.WRONG_SECRET);

        assertThat(store.calls() - before).isEqualTo(2);
    }

    @Test
    void rowsBeyondTheLimitAreReadAgain() {
        cache.poll();
        List<IssuedToken> many = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            many.add(issue("token " + number));
        }
        many.forEach(this::assertAccepted);
        int before = store.calls();

        many.forEach(this::assertAccepted);

        assertThat(store.calls() - before).isGreaterThanOrEqualTo(40 - 16);
    }

    @Test
    void rowIsReadAgainAfterTenMinutesWhateverTheEpochs() {
        cache.poll();
        assertAccepted(issued);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        cache.poll();
        int before = store.calls();

        assertAccepted(issued);
        assertAccepted(issued);

        assertThat(store.calls() - before).isEqualTo(1);
    }

    @Test
    void useIsNotedOnceWithinTheResolutionAndAgainAfterIt() {
        cache.poll();
        for (int second = 0; second < 90; second++) {
            assertAccepted(issued);
            clock.advance(Duration.ofSeconds(1));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            cache.poll();
            if (second % 10 == 0) {
                verifier.flush();
            }
        }
        verifier.flush();

        assertThat(store.recorded()).hasSize(2);
        assertThat(store.kept(issued.token().id()).token().lastUsedAt()).contains(START.plusSeconds(60));
    }

    @Test
    void storeThatCountsNoChangesIsRefusedAtBuildTimeAndTheMessageNamesTheCure() {
        TokenStore plain = (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(),
                new Class<?>[] {TokenStore.class},
                (proxy, method, arguments) -> null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalAccessTokens.builder(plain)
                        .hasher(hasher)
                        .freshness(Freshness.within(BOUND))
                        .build())
                .withMessageContaining("EpochStore");
    }

    @Test
    void changesThroughPersonalAccessTokensAreSeenByTheirVerifierAtOnce() {
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(new InMemoryTokenStore())
                .hasher(hasher)
                .freshness(Freshness.within(Duration.ofHours(1)))
                .build()) {
            for (int round = 0; round < 200; round++) {
                IssuedToken token = pats.issue(
                        TokenRequest.forOwner("alice").named("round " + round).allowing(READ));
                PresentedToken presented = PresentedToken.of(token.secret().reveal());
                assertThat(pats.verifier().verify(presented, READ)).isInstanceOf(Accepted.class);

                pats.administration("admin").suspend("alice");
                assertRefused(pats.verifier().verify(presented, READ), Reason.OWNER_INACTIVE);
                pats.administration("admin").reinstate("alice");
                assertThat(pats.verifier().verify(presented, READ)).isInstanceOf(Accepted.class);
                pats.revoke("alice", token.token().id());
                assertRefused(pats.verifier().verify(presented, READ), Reason.REVOKED);
            }
        }
    }

    @Test
    void revocationThroughTheStoreAloneIsSeenFromTheNextPollOn() {
        cache.poll();
        assertAccepted(issued);

        store.apply(Change.revokeAll("alice", START, "test"));

        assertAccepted(issued);
        cache.poll();
        assertRefused(verify(issued), Reason.REVOKED);
    }
}
