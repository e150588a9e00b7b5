package dev.patkit.internal.rows;

import dev.patkit.secret.SecretHasher;
import dev.patkit.store.Change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.Ears;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretProver;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Epochs;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Freshness#within} serves from memory, and when it goes back to the store. Polls are made by hand. */
class FreshnessTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final MovingClock clock = MovingClock.at(START);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final AtomicBoolean active = new AtomicBoolean(true);
    private final ScriptedStore store = new ScriptedStore();
    private final CountingHasher hasher = new CountingHasher(SecretHasher.weakArgon2idForTests());
    private final Ears ears = new Ears();
    private final SecretProver prover = SecretProver.builder().hasher(hasher).build();
    private PersonalAccessTokens elsewhere;
    private EpochMemory memory;
    private StoreVerifier verifier;
    private IssuedToken issued;

    @BeforeEach
    void wire() {
        elsewhere =
                PersonalAccessTokens.builder(store).hasher(hasher).clock(clock).build();
        issued = issue("import");
        memory = new EpochMemory(store, BOUND, 8, nanos::get, ears);
        VerifierOptions options = VerifierOptions.ofDefaults()
                .clock(clock)
                .nanoTime(nanos::get)
                .owners(owner -> active.get())
                .lastUsed(Duration.ofDays(1), Duration.ofMinutes(1), 100)
                .listener(ears);
        verifier = new StoreVerifier(store, prover, options, memory);
    }

    private IssuedToken issue(String name) {
        return elsewhere.issue(
                TokenRequest.forOwner("alice").named(name).allowing(READ).expiringIn(Duration.ofDays(1)));
    }

    @AfterEach
    void close() {
        verifier.close();
        prover.close();
        elsewhere.close();
    }

    @Test
    void rowIsReadOnceHoweverOftenItsTokenIsVerified() {
        memory.poll();
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
        return verifier.verify(PresentedToken.of(token.secret().reveal()), READ);
    }

    @Test
    void pollsAreAsManyHoweverManyTokensThereAre() {
        memory.poll();
        List<IssuedToken> many = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            many.add(issue("token " + number));
        }

        many.forEach(this::assertAccepted);
        memory.poll();

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
        memory.poll();
        assertAccepted(issued);
        elsewhere.revoke("alice", issued.token().id());
        assertAccepted(issued);

        memory.poll();

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
        memory.poll();
        assertAccepted(issued);
        elsewhere.suspend("alice");

        memory.poll();
        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
        elsewhere.reinstate("alice");
        memory.poll();

        assertAccepted(issued);
    }

    @Test
    void changeOfOneShardLeavesTheRowsOfOthersInMemory() {
        IssuedToken other =
                elsewhere.issue(TokenRequest.forOwner("bob").named("other").allowing(READ));
        memory.poll();
        assertAccepted(issued);
        assertAccepted(other);
        elsewhere.suspend(ownerOfAnotherShardThan(issued, other));
        memory.poll();
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
    void pollThatIsABoundAgoSendsEveryCallToTheStore() {
        memory.poll();
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
    void pollThatFailsIsTroubleForTheListenerAndChangesNothing() {
        memory.poll();
        assertAccepted(issued);
        store.onEpochs(epochs -> {
            throw new IllegalStateException("planned");
        });

        memory.poll();

        assertAccepted(issued);
        assertThat(ears.troubles())
                .singleElement()
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        trouble -> assertThat(trouble.operation()).isEqualTo("epochs"));
    }

    @Test
    void storeThatDoesNotAnswerIsTroubleOnceTheBoundHasPassed() {
        memory.poll();
        assertAccepted(issued);
        store.onFind(found -> {
            throw UnavailableException.store("find", "planned", null);
        });
        assertAccepted(issued);

        nanos.addAndGet(BOUND.toNanos());

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> verify(issued));
    }

    @Test
    void pollCountsFromItsBeginHoweverLongItTook() {
        store.onEpochs(epochs -> {
            nanos.addAndGet(BOUND.toNanos());
            return epochs;
        });
        memory.poll();
        int before = store.calls();

        assertAccepted(issued);
        assertAccepted(issued);

        assertThat(store.calls() - before).isEqualTo(2);
    }

    @Test
    void wallClockHasNoPartInTheBound() {
        memory.poll();
        assertAccepted(issued);
        elsewhere.revoke("alice", issued.token().id());

        clock.advance(Duration.ofHours(-1));
        assertAccepted(issued);
        nanos.addAndGet(BOUND.toNanos());

        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    void changeOfThisProcessIsSeenByTheNextCallAndAfterAPollThatMissedIt() {
        memory.poll();
        assertAccepted(issued);
        store.onEpochs(epochs -> {
            elsewhere.revoke("alice", issued.token().id());
            verifier.forget(issued.token().id());
            return epochs;
        });

        memory.poll();

        assertRefused(verify(issued), Reason.REVOKED);
        store.onEpochs(epochs -> epochs);
        memory.poll();
        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    void changeOfAnOwnerByThisProcessIsSeenByTheNextCall() {
        memory.poll();
        assertAccepted(issued);

        elsewhere.suspend("alice");
        verifier.forget("alice");

        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
    }

    @Test
    void expiryIsExactThoughTheRowIsInMemory() {
        memory.poll();
        assertAccepted(issued);
        Instant expiry = issued.token().expiresAt().orElseThrow();

        clock.moveTo(expiry.minusMillis(1));
        assertAccepted(issued);
        clock.moveTo(expiry);

        assertRefused(verify(issued), Reason.EXPIRED);
    }

    @Test
    void directoryIsAskedAtEveryCall() {
        memory.poll();
        assertAccepted(issued);

        active.set(false);

        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
    }

    @Test
    void scopesAreCheckedAtEveryCall() {
        memory.poll();
        assertAccepted(issued);

        Verification answer = verifier.verify(PresentedToken.of(issued.secret().reveal()), WRITE);

        assertRefused(answer, Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void wrongSecretForARowInMemoryIsRefusedWithoutStoreOrHasher() {
        memory.poll();
        assertAccepted(issued);
        int calls = store.calls();
        int matched = hasher.matched();
        String forged = TokenFormat.withPrefix("pat")
                .write(issued.token().id(), SecretText.of("F".repeat(43)))
                .reveal();

        assertRefused(verifier.verify(PresentedToken.of(forged), READ), Reason.WRONG_SECRET);

        assertThat(store.calls()).isEqualTo(calls);
        assertThat(hasher.matched()).isEqualTo(matched);
        assertAccepted(issued);
    }

    @Test
    void wrongSecretBringsNoRowIntoMemory() {
        memory.poll();
        String forged = TokenFormat.withPrefix("pat")
                .write(issued.token().id(), SecretText.of("F".repeat(43)))
                .reveal();
        int before = store.calls();

        assertRefused(verifier.verify(PresentedToken.of(forged), READ), Reason.WRONG_SECRET);
        assertRefused(verifier.verify(PresentedToken.of(forged), READ), Reason.WRONG_SECRET);

        assertThat(store.calls() - before).isEqualTo(2);
    }

    @Test
    void tokenOfRowsBeyondTheLimitIsReadAgain() {
        memory.poll();
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
        memory.poll();
        assertAccepted(issued);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        memory.poll();
        int before = store.calls();

        assertAccepted(issued);
        assertAccepted(issued);

        assertThat(store.calls() - before).isEqualTo(1);
    }

    @Test
    void useIsNotedOnceWithinTheResolutionAndAgainAfterIt() {
        memory.poll();
        for (int second = 0; second < 90; second++) {
            assertAccepted(issued);
            clock.advance(Duration.ofSeconds(1));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            memory.poll();
            if (second % 10 == 0) {
                verifier.flush();
            }
        }
        verifier.flush();

        assertThat(store.recorded()).hasSize(2);
        assertThat(store.kept(issued.token().id()).token().lastUsedAt()).contains(START.plusSeconds(60));
    }

    @Test
    void storeThatCountsNoChangesIsRefusedAtBuildTimeNamingTheCure() {
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
    void boundsAndRowsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.within(Duration.ofMillis(9)));
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.within(Duration.ofMinutes(61)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Freshness.within(BOUND).rows(0));
        assertThat(Freshness.within(BOUND).rows(7)).hasToString("within 1000 ms, 7 rows");
        assertThat(Freshness.strict().rows(7)).hasToString("strict");
    }

    @Test
    void frontDoorTellsItsVerifierOfItsOwnChanges() {
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
    void revokingThroughTheStoreAloneLeavesTheRowInMemoryTillThePoll() {
        memory.poll();
        assertAccepted(issued);

        store.apply(Change.revokeAll("alice", START, "test"));

        assertAccepted(issued);
        memory.poll();
        assertRefused(verify(issued), Reason.REVOKED);
    }
}
