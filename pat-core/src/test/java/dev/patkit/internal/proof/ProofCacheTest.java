package dev.patkit.internal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofCacheTest {
    private static final long SEED = 20_261_124;
    private static final int MILLION = 1_000_000;
    private static final SecretFingerprinter FINGERPRINTER = new SecretFingerprinter();
    private static final SecretHash HASH = SecretHash.of("$gated$64$right");

    @Test
    void proofIsHeldForItsIdFingerprintAndHashOnly() {
        ProofCache cache = new ProofCache(1024);
        cache.put(1, fingerprint("right"), HASH);

        assertThat(cache.holds(1, fingerprint("right"), HASH)).isTrue();
        assertThat(cache.holds(1, fingerprint("wrong"), HASH)).isFalse();
        assertThat(cache.holds(2, fingerprint("right"), HASH)).isFalse();
    }

    private static SecretFingerprint fingerprint(String secret) {
        return FINGERPRINTER.fingerprint(SecretText.of(secret));
    }

    @Test
    @Tag("C-2")
    void changedHashIsAMiss() {
        ProofCache cache = new ProofCache(1024);
        cache.put(1, fingerprint("right"), HASH);

        assertThat(cache.holds(1, fingerprint("right"), SecretHash.of("$gated$64$rehashed")))
                .isFalse();
    }

    @Test
    @Tag("C-3")
    void swappedHashesOfTwoRowsAreMisses() {
        ProofCache cache = new ProofCache(1024);
        SecretHash other = SecretHash.of("$gated$64$other");
        cache.put(1, fingerprint("right"), HASH);
        cache.put(2, fingerprint("other"), other);

        assertThat(cache.holds(1, fingerprint("right"), other)).isFalse();
        assertThat(cache.holds(2, fingerprint("other"), HASH)).isFalse();
        assertThat(cache.holds(1, fingerprint("other"), other)).isFalse();
    }

    @Test
    void newProofOfATokenReplacesTheOld() {
        ProofCache cache = new ProofCache(1024);
        SecretHash newer = SecretHash.of("$gated$64$newer");
        cache.put(1, fingerprint("right"), HASH);

        cache.put(1, fingerprint("newer"), newer);

        assertThat(cache.holds(1, fingerprint("newer"), newer)).isTrue();
        assertThat(cache.holds(1, fingerprint("right"), HASH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 43, 60, 72, 73, 1024, 8192})
    @Tag("C-1")
    @Tag("C-4")
    void secretsThatDifferInTheirLastByteDoNotShareAProof(int length) {
        ProofCache cache = new ProofCache(1024);
        String start = "x".repeat(length - 1);
        cache.put(1, fingerprint(start + "a"), HASH);

        assertThat(cache.holds(1, fingerprint(start + "a"), HASH)).isTrue();
        assertThat(cache.holds(1, fingerprint(start + "b"), HASH)).isFalse();
        assertThat(cache.holds(1, fingerprint(start), HASH)).isFalse();
        assertThat(cache.holds(1, fingerprint(start + "a "), HASH)).isFalse();
    }

    @Test
    @Tag("C-7")
    void twoProcessesFingerprintOneSecretDifferently() {
        SecretFingerprint other = new SecretFingerprinter().fingerprint(SecretText.of("right"));

        assertThat(fingerprint("right").sameAs(other)).isFalse();
    }

    @Test
    void capacityOfZeroKeepsNothing() {
        ProofCache cache = new ProofCache(0);

        cache.put(1, fingerprint("right"), HASH);

        assertThat(cache.holds(1, fingerprint("right"), HASH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 1024, 65_536})
    @Tag("C-5")
    void millionDistinctTokensLeaveNoMoreThanTheCapacity(int capacity) {
        ProofCache cache = new ProofCache(capacity);
        List<Long> ids =
                new Random(SEED).longs(MILLION, 0, Long.MAX_VALUE).boxed().toList();
        SecretFingerprint fingerprint = fingerprint("right");

        ids.forEach(id -> cache.put(id, fingerprint, HASH));

        long held =
                ids.stream().filter(id -> cache.holds(id, fingerprint, HASH)).count();
        assertThat(held).as("seed %d", SEED).isBetween(1L, Math.max(16L, capacity));
    }

    @Test
    @Tag("C-5")
    void tokensInUseStayWhileAMillionOthersPassThrough() {
        ProofCache cache = new ProofCache(1024);
        Random random = new Random(SEED);
        SecretFingerprint fingerprint = fingerprint("right");
        List<Long> hot = random.longs(64, 0, Long.MAX_VALUE).boxed().toList();
        hot.forEach(id -> cache.put(id, fingerprint, HASH));

        int misses = 0;
        for (int others = 0; others < MILLION; others++) {
            cache.put(random.nextLong() & Long.MAX_VALUE, fingerprint, HASH);
            long used = hot.get(random.nextInt(hot.size()));
            if (!cache.holds(used, fingerprint, HASH)) {
                misses++;
                cache.put(used, fingerprint, HASH);
            }
        }

        assertThat(misses).as("misses of %d, seed %d", MILLION, SEED).isLessThan(MILLION / 1000);
    }

    @Test
    void tokensThatFallOutOfUseMakeRoom() {
        ProofCache cache = new ProofCache(1024);
        Random random = new Random(SEED);
        SecretFingerprint fingerprint = fingerprint("right");
        for (int round = 0; round < 20; round++) {
            List<Long> current = random.longs(256, 0, Long.MAX_VALUE).boxed().toList();
            int misses = uses(cache, current, fingerprint, random);

            assertThat(misses).as("round %d, seed %d", round, SEED).isLessThan(5_000);
        }
    }

    private static int uses(ProofCache cache, List<Long> ids, SecretFingerprint fingerprint, Random random) {
        int misses = 0;
        for (int use = 0; use < 100_000; use++) {
            long id = ids.get(random.nextInt(ids.size()));
            if (!cache.holds(id, fingerprint, HASH)) {
                misses++;
                cache.put(id, fingerprint, HASH);
            }
        }
        return misses;
    }

    @Test
    void workingSetOfHalfTheCapacityIsHeldInTheEnd() {
        ProofCache cache = new ProofCache(65_536);
        SecretFingerprint fingerprint = fingerprint("right");
        List<Long> ids =
                new Random(SEED).longs(32_768, 0, Long.MAX_VALUE).boxed().toList();

        List<Integer> misses = new ArrayList<>();
        for (int pass = 0; pass < 10; pass++) {
            misses.add((int)
                    ids.stream().filter(id -> isMiss(cache, id, fingerprint)).count());
        }

        assertThat(misses.get(9)).as("misses by pass %s, seed %d", misses, SEED).isLessThan(32_768 / 20);
    }

    private static boolean isMiss(ProofCache cache, long id, SecretFingerprint fingerprint) {
        boolean missed = !cache.holds(id, fingerprint, HASH);
        if (missed) {
            cache.put(id, fingerprint, HASH);
        }
        return missed;
    }

    @Test
    void proofsOfSuccessiveIdsAreSpreadOverTheTable() {
        ProofCache cache = new ProofCache(1024);
        SecretFingerprint fingerprint = fingerprint("right");

        LongStream.range(0, 512).forEach(id -> cache.put(id, fingerprint, HASH));

        assertThat(LongStream.range(0, 512)
                        .filter(id -> cache.holds(id, fingerprint, HASH))
                        .count())
                .isGreaterThan(500);
        assertThat(IntStream.range(512, 1024).filter(id -> cache.holds(id, fingerprint, HASH)))
                .isEmpty();
    }
}
