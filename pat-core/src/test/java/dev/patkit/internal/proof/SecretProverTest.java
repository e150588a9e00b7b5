package dev.patkit.internal.proof;

import static dev.patkit.contract.Failures.unavailable;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.Callers;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.GatedHasher;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SecretProverTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration IMPATIENT = Duration.ofMillis(1);
    private static final long KIB = 64;
    private static final OptionalInt NO_CHECK = OptionalInt.empty();
    private static final TokenLayout LAYOUT = TokenLayout.withPrefix("pat");
    private static final String DIGITS = "S".repeat(TokenLayout.SECRET_LENGTH);
    private static final SecretFingerprinter FINGERPRINTER = new SecretFingerprinter();

    @Test
    @Tag("Q-2")
    void twoHundredCallersOfOneColdSecretRunTheHasherOnce() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(2, 2, 2, PATIENT))) {
            Callers<Boolean> callers =
                    Callers.start(200, () -> proves(prover, 1, "right")).untilWaiting();

            hasher.open();

            assertThat(callers.answers()).hasSize(200).containsOnly(true);
            assertThat(hasher.seen()).containsExactly("right");
        }
    }

    private static SecretProver prover(SecretHasher hasher, HashingLimits limits) {
        return new SecretProver(hasher, List.of(), 1024, limits);
    }

    /** Limits whose memory is enough for some hashes of {@link #KIB} at once. */
    private static HashingLimits limits(int threads, int hashes, int queue, Duration wait) {
        return new HashingLimits(threads, hashes * KIB * 1024, queue, wait);
    }

    private static boolean proves(SecretProver prover, long id, String secret) {
        return prover.proves(id, presented(secret), NO_CHECK, GatedHasher.stored("right", KIB));
    }

    private static PresentedSecret presented(String secret) {
        SecretText text = SecretText.of(secret);
        return new PresentedSecret(text, FINGERPRINTER.fingerprint(text));
    }

    @Test
    void differentSecretsOfOneTokenAreNotJoined() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(2, 2, 2, PATIENT))) {
            Callers<Boolean> callers = Callers.startEach(2, n -> () -> proves(prover, 1, n == 0 ? "right" : "wrong"))
                    .untilWaiting();

            hasher.awaitEntered(2);
            hasher.open();

            assertThat(callers.answers()).containsExactly(true, false);
        }
    }

    @Test
    void failureOfASharedRunReachesEachCallerAsItsOwnException() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        hasher.atEnd(SecretProverTest::fail);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            Callers<Boolean> callers =
                    Callers.start(20, () -> proves(prover, 1, "right")).untilWaiting();

            hasher.open();

            List<Throwable> failures = callers.failures();
            assertThat(failures)
                    .hasOnlyElementsOfType(UnavailableException.class)
                    .doesNotHaveDuplicates();
            assertThat(failures.stream().map(Throwable::getCause).distinct()).hasSize(1);
        }
    }

    private static void fail() {
        throw UnavailableException.hasher("gated", "no memory", null);
    }

    @Test
    void failedRunIsNotCached() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        hasher.atEnd(SecretProverTest::fail);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            assertThatThrownBy(() -> proves(prover, 1, "right")).is(unavailable(Kind.HASHER));

            hasher.atEnd(() -> {});

            assertThat(proves(prover, 1, "right")).isTrue();
        }
    }

    static Stream<Throwable> whatAHasherMayThrow() {
        return Stream.of(
                new OutOfMemoryError("planned"), new StackOverflowError("planned"), new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("whatAHasherMayThrow")
    @Tag("F-17")
    void whateverTheHasherThrowsIsUnavailableAndFreesItsPermits(Throwable thrown) {
        GatedHasher hasher = GatedHasher.opened(KIB);
        hasher.atEnd(() -> SecretProverTest.<RuntimeException>sneak(thrown));
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            assertThatThrownBy(() -> proves(prover, 1, "right"))
                    .is(unavailable(Kind.HASHER))
                    .hasCause(thrown);

            hasher.atEnd(() -> {});

            assertThat(proves(prover, 1, "right")).isTrue();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @ParameterizedTest
    @MethodSource("whatAHasherMayThrow")
    void whateverAFastHasherThrowsIsUnavailable(Throwable thrown) {
        GatedHasher hasher = GatedHasher.opened(0);
        hasher.atEnd(() -> SecretProverTest.<RuntimeException>sneak(thrown));
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            assertThatThrownBy(() -> provesFast(prover, "right"))
                    .is(unavailable(Kind.HASHER))
                    .hasCause(thrown);
            assertThatThrownBy(() -> prover.hash(SecretText.of("new")))
                    .is(unavailable(Kind.HASHER))
                    .hasCause(thrown);
        }
    }

    private static boolean provesFast(SecretProver prover, String secret) {
        return prover.proves(1, presented(secret), NO_CHECK, GatedHasher.stored("right", 0));
    }

    @Test
    void workBeyondTheQueueIsBusyAtOnce() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            Callers<Boolean> running =
                    Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting();
            hasher.awaitEntered(1);
            Callers<Boolean> queued =
                    Callers.start(1, () -> proves(prover, 2, "right")).untilWaiting();

            assertThatThrownBy(() -> proves(prover, 3, "right")).is(unavailable(Kind.HASHING_BUSY));
            assertThatThrownBy(() -> prover.hash(SecretText.of("new"))).is(unavailable(Kind.HASHING_BUSY));

            hasher.open();
            assertThat(running.answers()).containsOnly(true);
            assertThat(queued.answers()).containsOnly(true);
        }
    }

    @Test
    @Tag("Q-3")
    void waitThatRanOutIsBusyAndTheRunStillEndsAndFreesItsPermits() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, IMPATIENT))) {
            assertThatThrownBy(() -> proves(prover, 1, "right")).is(unavailable(Kind.HASHING_BUSY));

            hasher.open();

            assertThat(retried(prover, 2, "wrong")).isFalse();
        }
    }

    private static boolean retried(SecretProver prover, long id, String secret) {
        while (true) {
            try {
                return proves(prover, id, secret);
            } catch (UnavailableException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void callerThatComesBackJoinsTheRunItGaveUpOn() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(2, 2, 2, PATIENT))) {
            Callers<Boolean> first =
                    Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting();
            hasher.awaitEntered(1);
            giveUp(first);

            for (int retry = 0; retry < 50; retry++) {
                giveUp(Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting());
            }
            hasher.open();

            assertThat(proves(prover, 1, "right")).isTrue();
            assertThat(hasher.seen()).hasSize(1);
        }
    }

    private static void giveUp(Callers<Boolean> callers) {
        callers.interrupt();
        assertThat(callers.failures()).hasOnlyElementsOfType(UnavailableException.class);
    }

    @Test
    @Tag("K-10")
    void interruptedCallerIsBusyAndStaysInterrupted() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            Callers<Boolean> callers = Callers.start(1, () -> {
                        assertThatThrownBy(() -> proves(prover, 1, "right")).is(unavailable(Kind.HASHING_BUSY));
                        return Thread.currentThread().isInterrupted();
                    })
                    .untilWaiting();

            callers.interrupt();

            assertThat(callers.answers()).containsOnly(true);
            hasher.open();
        }
    }

    @Test
    @Tag("Q-3")
    void queuedRunThatNobodyWaitsForIsDropped() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            Callers<Boolean> running =
                    Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting();
            hasher.awaitEntered(1);
            Callers<Boolean> queued =
                    Callers.start(3, () -> proves(prover, 2, "abandoned")).untilWaiting();

            queued.interrupt();

            assertThat(queued.failures()).hasOnlyElementsOfType(UnavailableException.class);
            Callers<Boolean> next =
                    Callers.start(1, () -> proves(prover, 3, "next")).untilWaiting();
            hasher.open();
            assertThat(running.answers()).containsOnly(true);
            assertThat(next.answers()).containsOnly(false);
            assertThat(hasher.seen()).containsExactly("right", "next");
        }
    }

    @Test
    void callerWhoStaysIsAnsweredThoughAnotherLeaves() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 2, PATIENT))) {
            Callers<Boolean> running =
                    Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting();
            hasher.awaitEntered(1);
            Callers<Boolean> leaving =
                    Callers.start(1, () -> proves(prover, 2, "right")).untilWaiting();
            Callers<Boolean> staying =
                    Callers.start(1, () -> proves(prover, 2, "right")).untilWaiting();

            leaving.interrupt();
            assertThat(leaving.failures()).hasOnlyElementsOfType(UnavailableException.class);
            hasher.open();

            assertThat(staying.answers()).containsOnly(true);
            assertThat(running.answers()).containsOnly(true);
        }
    }

    @Test
    @Tag("Q-9")
    void rowsOfMixedMemoryNeverExceedTheBudgetTogether() {
        Random random = new Random(20_261_124);
        long budget = 64 * 1024;
        GatedHasher hasher = GatedHasher.shut(KIB);
        HashingLimits limits = new HashingLimits(8, budget * 1024, 100, PATIENT);
        try (SecretProver prover = prover(hasher, limits)) {
            List<Long> rows = Stream.generate(() -> 1L + random.nextInt(32 * 1024))
                    .limit(60)
                    .toList();
            Callers<Boolean> callers = Callers.startEach(
                            rows.size(),
                            n -> () -> prover.proves(
                                    n, presented("right"), NO_CHECK, GatedHasher.stored("right", rows.get(n))))
                    .untilWaiting();

            hasher.open();

            assertThat(callers.answers()).as("seed 20261124").containsOnly(true);
            assertThat(hasher.mostKib()).as("seed 20261124").isBetween(budget / 2, budget);
        }
    }

    @Test
    @Tag("Q-9")
    void noMoreThreadsHashThanHashesFitIntoTheBudget() {
        GatedHasher hasher = GatedHasher.shut(KIB);
        try (SecretProver prover = prover(hasher, limits(8, 2, 100, PATIENT))) {
            Callers<Boolean> callers =
                    Callers.startEach(32, n -> () -> proves(prover, n, "right")).untilWaiting();

            hasher.open();

            assertThat(callers.answers()).containsOnly(true);
            assertThat(hasher.threads()).hasSize(2);
        }
    }

    @Test
    void slowHasherNeverRunsOnItsCallersThread() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        try (SecretProver prover = prover(hasher, limits(2, 2, 1000, PATIENT))) {
            Callers<Thread> callers = Callers.startEach(20, n -> () -> {
                assertThat(proves(prover, n, "right")).isTrue();
                assertThat(proves(prover, n, "wrong")).isFalse();
                assertThat(prover.hash(SecretText.of("new"))).isNotNull();
                return Thread.currentThread();
            });

            assertThat(callers.answers()).doesNotContainAnyElementsOf(hasher.threads());
            assertThat(hasher.seen()).hasSize(60);
            assertThat(hasher.threads()).allMatch(thread -> thread.getName().startsWith("patkit-hashing-"));
        }
    }

    @Test
    @Tag("Q-9")
    void rowThatNeedsMoreThanTheBudgetIsUnavailable() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            SecretHash stored = GatedHasher.stored("right", KIB + 1);

            assertThatThrownBy(() -> prover.proves(1, presented("right"), NO_CHECK, stored))
                    .is(unavailable(Kind.HASHER));
            assertThat(hasher.seen()).isEmpty();
        }
    }

    @Test
    void hasherThatNeedsMoreThanTheBudgetIsRefusedAtTheStart() {
        GatedHasher hasher = GatedHasher.opened(KIB + 1);
        HashingLimits limits = limits(1, 1, 1, PATIENT);

        assertThatThrownBy(() -> prover(hasher, limits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("Q-1")
    void forgedSecretsNeverReachTheHasherWhereTheRowHasACheck() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        OptionalInt check = OptionalInt.of(SecretCheck.of(SecretText.of("right")));
        SecretHash stored = GatedHasher.stored("right", KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            for (int forged = 0; forged < 10_000; forged++) {
                assertThat(prover.proves(1, presented("forged " + forged), check, stored))
                        .isFalse();
            }

            assertThat(hasher.seen()).isEmpty();
            assertThat(prover.proves(1, presented("right"), check, stored)).isTrue();
        }
    }

    @Test
    void rowWithoutACheckRunsTheHasherToRefuse() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            assertThat(proves(prover, 1, "wrong")).isFalse();
            assertThat(proves(prover, 1, "wrong")).isFalse();

            assertThat(hasher.seen()).containsExactly("wrong", "wrong");
        }
    }

    @Test
    void provenSecretIsCachedUntilItsHashChanges() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        try (SecretProver prover = prover(hasher, limits(1, 2, 1, PATIENT))) {
            assertThat(proves(prover, 1, "right")).isTrue();
            assertThat(proves(prover, 1, "right")).isTrue();
            assertThat(hasher.seen()).hasSize(1);

            SecretHash changed = GatedHasher.stored("other", KIB);

            assertThat(prover.proves(1, presented("right"), NO_CHECK, changed)).isFalse();
        }
    }

    @Test
    void proofCachedAtIssueNeedsNoRun() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        SecretHash stored = GatedHasher.stored(DIGITS, KIB);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            prover.cacheProof(1, SecretText.of(DIGITS), stored);

            assertThat(prover.proves(1, scanned(prover), NO_CHECK, stored)).isTrue();
            assertThat(hasher.seen()).isEmpty();
        }
    }

    /** The secret {@link #DIGITS}, with the fingerprint that a prover makes of it. */
    private static PresentedSecret scanned(SecretProver prover) {
        byte[] text = LAYOUT.write(1, DIGITS.getBytes(StandardCharsets.US_ASCII));
        ScannedToken scanned = prover.newScan(LAYOUT);
        assertThat(scanned.scan(new String(text, StandardCharsets.US_ASCII))).isTrue();
        return requireNonNull(scanned.takeSecret());
    }

    @Test
    @Tag("C-8")
    void withoutACacheEveryProofRunsTheHasher() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        HashingLimits limits = limits(1, 1, 1, PATIENT);
        SecretHash stored = GatedHasher.stored(DIGITS, KIB);
        try (SecretProver prover = new SecretProver(hasher, List.of(), 0, limits)) {
            prover.cacheProof(1, SecretText.of(DIGITS), stored);

            assertThat(prover.proves(1, scanned(prover), NO_CHECK, stored)).isTrue();
            assertThat(prover.proves(1, scanned(prover), NO_CHECK, stored)).isTrue();
            assertThat(hasher.seen()).hasSize(2);
        }
    }

    @Test
    void fastHasherIsCalledOnTheCallersThreadEveryTime() {
        GatedHasher hasher = GatedHasher.opened(0);
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            SecretHash stored = prover.hash(SecretText.of(DIGITS));
            prover.cacheProof(1, SecretText.of(DIGITS), stored);

            assertThat(prover.proves(1, scanned(prover), NO_CHECK, stored)).isTrue();
            assertThat(prover.proves(1, scanned(prover), NO_CHECK, stored)).isTrue();
            assertThat(hasher.seen()).hasSize(3);
            assertThat(hasher.threads()).containsExactly(Thread.currentThread());
        }
    }

    @Test
    void hashOfAFunctionThatNobodyReadsIsUnavailable() {
        GatedHasher hasher = GatedHasher.opened(KIB);
        SecretHash stored = SecretHash.of("$scrypt$ln=16,r=8,p=1$c2FsdHNhbHQ$aGFzaA");
        try (SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT))) {
            assertThatThrownBy(() -> prover.proves(1, presented("right"), NO_CHECK, stored))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.subject()).isEqualTo("scrypt"));
        }
    }

    @Test
    @Tag("K-9")
    void closeRefusesWhatWaitsInTheQueueAndLaterCalls() throws InterruptedException {
        GatedHasher hasher = GatedHasher.shut(KIB);
        SecretProver prover = prover(hasher, limits(1, 1, 1, PATIENT));
        Callers<Boolean> running =
                Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting();
        hasher.awaitEntered(1);
        Callers<Boolean> queued =
                Callers.start(5, () -> proves(prover, 2, "right")).untilWaiting();

        prover.close();

        assertThat(queued.failures()).hasOnlyElementsOfType(UnavailableException.class);
        assertThatThrownBy(() -> proves(prover, 3, "right")).is(unavailable(Kind.CLOSED));
        hasher.open();
        assertThat(running.answers()).containsOnly(true);
        assertThatAllEnd(hasher.threads());
    }

    private static void assertThatAllEnd(Iterable<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(PATIENT.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void closeRefusesARunThatWaitsForMemory() throws InterruptedException {
        GatedHasher hasher = GatedHasher.shut(KIB / 2);
        SecretProver prover = prover(hasher, limits(2, 1, 1, PATIENT));
        Callers<Boolean> running =
                Callers.start(1, () -> proves(prover, 1, "right")).untilWaiting();
        hasher.awaitEntered(1);
        Callers<Boolean> starved =
                Callers.start(1, () -> proves(prover, 2, "right")).untilWaiting();

        prover.close();

        assertThat(starved.failures()).hasOnlyElementsOfType(UnavailableException.class);
        hasher.open();
        assertThat(running.answers()).containsOnly(true);
        assertThatAllEnd(hasher.threads());
    }

    @Test
    void callersOnVirtualThreadsAreServedByPlatformThreads() throws Exception {
        GatedHasher hasher = GatedHasher.opened(KIB);
        ExecutorService virtual = virtualThreadsWhereThereAreAny();
        try (SecretProver prover = prover(hasher, limits(2, 2, 1000, PATIENT))) {
            List<Future<Boolean>> proofs = IntStream.range(0, 500)
                    .mapToObj(id -> virtual.submit(() -> proves(prover, id, "right")))
                    .toList();

            for (Future<Boolean> proof : proofs) {
                assertThat(proof.get()).isTrue();
            }
            assertThat(hasher.threads()).allMatch(thread -> thread.getName().startsWith("patkit-hashing-"));
        } finally {
            virtual.shutdownNow();
        }
    }

    /** Platform threads before Java 21. */
    private static ExecutorService virtualThreadsWhereThereAreAny() throws ReflectiveOperationException {
        return Runtime.version().feature() < 21
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }
}
