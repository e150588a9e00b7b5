package dev.patkit.internal.usage;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.Callers;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.internal.background.Notifier;
import dev.patkit.store.Change;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private static final Instant START = UsedTokens.START;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LastUsedPolicy OFTEN = new LastUsedPolicy(Duration.ofMillis(1), MINUTE, 100);

    private final UsedTokens tokens = new UsedTokens(5);

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void useIsWrittenAtTheNextFlush() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.accept(service, 1);
            assertThat(tokens.lastUse(1)).isEmpty();

            service.housekeeping().flush();

            assertThat(tokens.lastUse(1)).contains(START);
        }
    }

    @Test
    void manyUsesOfATokenAreOneWrite() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            for (int use = 0; use < 1000; use++) {
                tokens.accept(service, 1, 2);
                tokens.clock().advance(Duration.ofSeconds(1));
            }

            service.housekeeping().flush();

            assertThat(tokens.store().recorded()).hasSize(1);
            assertThat(tokens.written()).isEqualTo(2);
        }
    }

    @Test
    void batchIsInTheOrderOfIds() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.accept(service, 3, 1, 5, 2, 4);

            service.housekeeping().flush();

            assertThat(tokens.store().recorded().get(0))
                    .extracting(use -> use.id().value())
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void useWithinTheResolutionOfTheLastIsNotWritten() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.accept(service, 1);
            service.housekeeping().flush();

            tokens.clock().advance(MINUTE.minusMillis(1));
            tokens.accept(service, 1);
            service.housekeeping().flush();
            assertThat(tokens.lastUse(1)).contains(START);

            tokens.clock().advance(Duration.ofMillis(1));
            tokens.accept(service, 1);
            service.housekeeping().flush();
            assertThat(tokens.lastUse(1)).contains(START.plus(MINUTE));
        }
    }

    @Test
    @Tag("K-7")
    void lastUseNeverMovesBack() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.accept(service, 1);
            service.housekeeping().flush();

            tokens.clock().advance(Duration.ofDays(-1));
            tokens.accept(service, 1);
            service.housekeeping().flush();

            assertThat(tokens.lastUse(1)).contains(START);
        }
    }

    @Test
    @Tag("K-7")
    void useOfATokenThatWasRevokedMeanwhileLeavesItRevoked() {
        Instant revoked = START.plusMillis(1);
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.accept(service, 1);
            Change.Outcome unused = tokens.store().apply(Change.revoke("alice", new TokenId(1), revoked, "alice"));

            service.housekeeping().flush();

            assertThat(tokens.store().kept(new TokenId(1)).token().revokedAt()).contains(revoked);
            assertThat(tokens.lastUse(1)).contains(START);
        }
    }

    @Test
    void refusedTokenIsNoUse() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            service.administration("admin").suspend("alice");
            assertRefused(UsedTokens.verify(service, UsedTokens.text(1), UsedTokens.READ), Reason.OWNER_INACTIVE);
            service.administration("admin").reinstate("alice");
            assertThat(service.revoke("alice", new TokenId(2))).isTrue();
            assertRefused(UsedTokens.verify(service, UsedTokens.text(2), UsedTokens.READ), Reason.REVOKED);

            service.housekeeping().flush();

            assertThat(tokens.store().recorded()).isEmpty();
        }
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void tokenThatLacksTheScopeIsUsedAllTheSame() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            assertRefused(UsedTokens.verify(service, UsedTokens.text(1), Scope.of("admin")), Reason.INSUFFICIENT_SCOPE);

            service.housekeeping().flush();

            assertThat(tokens.lastUse(1)).contains(START);
        }
    }

    @Test
    void authenticatedTokenIsUsed() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            assertThat(service.verifier().authenticate(UsedTokens.presented(1))).isInstanceOf(Authenticated.class);

            service.housekeeping().flush();

            assertThat(tokens.lastUse(1)).contains(START);
        }
    }

    @Test
    void usesBeyondTheBoundAreCountedAsLost() {
        try (PersonalAccessTokens service = tokens.serviceByHand(2)) {
            tokens.accept(service, 1, 2, 3, 4, 5);

            service.housekeeping().flush();

            assertThat(tokens.written()).isEqualTo(2);
            assertThat(tokens.listener().lost()).isEqualTo(3);
        }
    }

    @Test
    void boundOfZeroWritesNothing() {
        try (PersonalAccessTokens service = tokens.serviceByHand(0)) {
            tokens.accept(service, 1, 2);

            service.housekeeping().flush();

            assertThat(tokens.store().recorded()).isEmpty();
            assertThat(tokens.listener().lost()).isEqualTo(2);
        }
    }

    @Test
    @Tag("F-11")
    void storeThatFailsIsReportedAndTheUsesWaitForTheNextWrite() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.accept(service, 1, 2);
            tokens.refuseWrites();

            service.housekeeping().flush();

            assertThat(tokens.listener().errors()).singleElement().is(unavailable(Kind.STORE));
            assertThat(tokens.lastUse(1)).isEmpty();

            tokens.takeWrites();
            service.housekeeping().flush();

            assertThat(tokens.lastUse(1)).contains(START);
            assertThat(tokens.lastUse(2)).contains(START);
            assertThat(tokens.listener().lost()).isZero();
        }
    }

    @Test
    void verificationContinuesWhileTheStoreTakesNoUses() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            tokens.refuseWrites();

            for (int round = 0; round < 100; round++) {
                tokens.accept(service, 1, 2, 3);
                tokens.clock().advance(MINUTE);
                service.housekeeping().flush();
            }

            assertThat(tokens.listener().lost()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writerRunsOnAfterWhateverTheStoreThrew(boolean error) {
        if (error) {
            tokens.failWrites();
        } else {
            tokens.refuseWrites();
        }
        try (PersonalAccessTokens service = tokens.service(OFTEN)) {
            tokens.accept(service, 1);
            tokens.awaitWrites(3);
            tokens.takeWrites();
            tokens.awaitWrites(1);
        }

        assertThat(tokens.lastUse(1)).contains(START);
        assertThat(tokens.listener().errors()).hasSizeGreaterThanOrEqualTo(3);
    }

    /** A listener that throws an error whenever it is told that something was unavailable or lost. */
    private static final class FailingListener implements VerificationListener {
        private final Semaphore told = new Semaphore(0);

        @Override
        public void onAnswer(Verification answer) {}

        @Override
        public void onUnavailable(UnavailableException error) {
            fail();
        }

        private void fail() {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
            told.release();
            throw new StackOverflowError("planned");
        }

        @Override
        public void onLastUsedLost(int count) {
            fail();
        }
    }

    @Test
    void writerRunsOnAfterAnErrorOfTheListener() throws InterruptedException {
        FailingListener listener = new FailingListener();
        LastUsedPolicy roomForOne = new LastUsedPolicy(Duration.ofMillis(1), MINUTE, 1);
        tokens.failWrites();
        try (LastUsedRecorder recorder = new LastUsedRecorder(tokens.store(), roomForOne, new Notifier(listener))) {
            recorder.start();
            recorder.note(tokens.row(1), 0, START.toEpochMilli());
            recorder.note(tokens.row(2), 0, START.toEpochMilli());
            assertThat(listener.told.tryAcquire(4, 1, TimeUnit.MINUTES)).isTrue();

            tokens.takeWrites();
        }

        assertThat(tokens.lastUse(1)).contains(START);
    }

    @Test
    void closingWritesWhatWaits() {
        PersonalAccessTokens service = tokens.serviceByHand(100);
        tokens.accept(service, 1);

        service.close();

        assertThat(tokens.lastUse(1)).contains(START);
    }

    @Test
    void closingReportsWhatIsLostForGood() {
        PersonalAccessTokens service = tokens.serviceByHand(100);
        tokens.accept(service, 1, 2);
        tokens.refuseWrites();

        service.close();

        assertThat(tokens.listener().lost()).isEqualTo(2);
        assertThat(tokens.listener().errors()).hasSize(1);
    }

    @Test
    void closingWaitsForABatchThatIsUnderWay() {
        PersonalAccessTokens service = tokens.service(OFTEN);
        tokens.holdWrites();
        tokens.accept(service, 1);
        tokens.awaitWrites(1);

        Callers<Optional<Instant>> closing = Callers.start(1, () -> {
                    service.close();
                    return tokens.lastUse(1);
                })
                .untilWaiting();
        tokens.letGo();

        assertThat(closing.answers()).containsExactly(Optional.of(START));
    }

    @Test
    @Tag("K-9")
    void closingLeavesNoThread() throws InterruptedException {
        AtomicReference<Thread> writer = new AtomicReference<>();
        Semaphore written = new Semaphore(0);
        tokens.store().onRecord(uses -> {
            writer.set(Thread.currentThread());
            written.release();
        });
        PersonalAccessTokens service = tokens.service(OFTEN);
        tokens.accept(service, 1);
        assertThat(written.tryAcquire(1, TimeUnit.MINUTES)).isTrue();

        service.close();

        Thread thread = Objects.requireNonNull(writer.get());
        thread.join(Duration.ofMinutes(1).toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void usesNotedByManyThreadsAreWrittenOnceEach() {
        try (PersonalAccessTokens service = tokens.serviceByHand(100)) {
            List<Integer> done = Callers.start(16, () -> {
                        for (int round = 0; round < 200; round++) {
                            tokens.accept(service, 1, 2, 3, 4, 5);
                            service.housekeeping().flush();
                        }
                        return 1;
                    })
                    .answers();

            service.housekeeping().flush();

            assertThat(done).hasSize(16);
            assertThat(tokens.listener().lost()).isZero();
            assertThat(tokens.store().recorded().stream().flatMap(List::stream).map(TokenUse::usedAt))
                    .containsOnly(START);
            assertThat(tokens.lastUse(5)).contains(START);
        }
    }
}
