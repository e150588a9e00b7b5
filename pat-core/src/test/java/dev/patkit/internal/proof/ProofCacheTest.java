package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final byte[] SALT = new byte[12];
    private static final SecretHash HASH = SecretHash.of("$gated$64$right");

    @Test
    void proofIsHeldForItsIdDigestAndHashOnly() {
        ProofCache cache = new ProofCache(1024);
        cache.put(1, digest("right"), HASH);

        assertThat(cache.holds(1, digest("right"), HASH)).isTrue();
        assertThat(cache.holds(1, digest("wrong"), HASH)).isFalse();
        assertThat(cache.holds(2, digest("right"), HASH)).isFalse();
    }

    private static ProofDigest digest(String secret) {
        return ProofDigest.of(SALT, SecretText.of(secret));
    }

    @Test
    @Tag("C-2")
    void changedHashIsAMiss() {
        ProofCache cache = new ProofCache(1024);
        cache.put(1, digest("right"), HASH);

        assertThat(cache.holds(1, digest("right"), SecretHash.of("$gated$64$rehashed")))
                .isFalse();
    }

    @Test
    @Tag("C-3")
    void swappedHashesOfTwoRowsAreMisses() {
        ProofCache cache = new ProofCache(1024);
        SecretHash other = SecretHash.of("$gated$64$other");
        cache.put(1, digest("right"), HASH);
        cache.put(2, digest("other"), other);

        assertThat(cache.holds(1, digest("right"), other)).isFalse();
        assertThat(cache.holds(2, digest("other"), HASH)).isFalse();
        assertThat(cache.holds(1, digest("other"), other)).isFalse();
    }

    @Test
    void newProofOfATokenReplacesTheOld() {
        ProofCache cache = new ProofCache(1024);
        SecretHash newer = SecretHash.of("$gated$64$newer");
        cache.put(1, digest("right"), HASH);

        cache.put(1, digest("newer"), newer);

        assertThat(cache.holds(1, digest("newer"), newer)).isTrue();
        assertThat(cache.holds(1, digest("right"), HASH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 43, 60, 72, 73, 1024, 8192})
    @Tag("C-1")
    @Tag("C-4")
    void secretsThatDifferInTheirLastByteDoNotShareAProof(int length) {
        ProofCache cache = new ProofCache(1024);
        String start = "x".repeat(length - 1);
        cache.put(1, digest(start + "a"), HASH);

        assertThat(cache.holds(1, digest(start + "a"), HASH)).isTrue();
        assertThat(cache.holds(1, digest(start + "b"), HASH)).isFalse();
        assertThat(cache.holds(1, digest(start), HASH)).isFalse();
        assertThat(cache.holds(1, digest(start + "a "), HASH)).isFalse();
    }

    @Test
    @Tag("C-7")
    void twoProcessesDigestOneSecretDifferently() {
        byte[] otherSalt = new byte[12];
        otherSalt[0] = 1;

        assertThat(digest("right").sameAs(ProofDigest.of(otherSalt, SecretText.of("right"))))
                .isFalse();
    }

    @Test
    void capacityOfZeroKeepsNothing() {
        ProofCache cache = new ProofCache(0);

        cache.put(1, digest("right"), HASH);

        assertThat(cache.holds(1, digest("right"), HASH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 1024, 65_536})
    @Tag("C-5")
    void millionDistinctTokensLeaveNoMoreThanTheCapacity(int capacity) {
        ProofCache cache = new ProofCache(capacity);
        List<Long> ids =
                new Random(SEED).longs(MILLION, 0, Long.MAX_VALUE).boxed().toList();
        ProofDigest digest = digest("right");

        ids.forEach(id -> cache.put(id, digest, HASH));

        long held = ids.stream().filter(id -> cache.holds(id, digest, HASH)).count();
        assertThat(held).as("seed %d", SEED).isBetween(1L, Math.max(16L, capacity));
    }

    @Test
    @Tag("C-5")
    void tokensInUseStayWhileAMillionOthersPassThrough() {
        ProofCache cache = new ProofCache(1024);
        Random random = new Random(SEED);
        ProofDigest digest = digest("right");
        List<Long> hot = random.longs(64, 0, Long.MAX_VALUE).boxed().toList();
        hot.forEach(id -> cache.put(id, digest, HASH));

        int misses = 0;
        for (int others = 0; others < MILLION; others++) {
            cache.put(random.nextLong() & Long.MAX_VALUE, digest, HASH);
            long used = hot.get(random.nextInt(hot.size()));
            if (!cache.holds(used, digest, HASH)) {
                misses++;
                cache.put(used, digest, HASH);
            }
        }

        assertThat(misses).as("misses of %d, seed %d", MILLION, SEED).isLessThan(MILLION / 1000);
    }

    @Test
    void tokensThatFallOutOfUseMakeRoom() {
        ProofCache cache = new ProofCache(1024);
        Random random = new Random(SEED);
        ProofDigest digest = digest("right");
        for (int round = 0; round < 20; round++) {
            List<Long> fashion = random.longs(256, 0, Long.MAX_VALUE).boxed().toList();
            int misses = uses(cache, fashion, digest, random);

            assertThat(misses).as("round %d, seed %d", round, SEED).isLessThan(5_000);
        }
    }

    private static int uses(ProofCache cache, List<Long> ids, ProofDigest digest, Random random) {
        int misses = 0;
        for (int use = 0; use < 100_000; use++) {
            long id = ids.get(random.nextInt(ids.size()));
            if (!cache.holds(id, digest, HASH)) {
                misses++;
                cache.put(id, digest, HASH);
            }
        }
        return misses;
    }

    @Test
    void everyTokenOfAWorkingSetOfHalfTheCapacityIsHeldSoonerOrLater() {
        ProofCache cache = new ProofCache(65_536);
        ProofDigest digest = digest("right");
        List<Long> ids =
                new Random(SEED).longs(32_768, 0, Long.MAX_VALUE).boxed().toList();

        List<Integer> misses = new ArrayList<>();
        for (int pass = 0; pass < 10; pass++) {
            misses.add(
                    (int) ids.stream().filter(id -> isMiss(cache, id, digest)).count());
        }

        assertThat(misses.get(9)).as("misses by pass %s, seed %d", misses, SEED).isLessThan(32_768 / 20);
    }

    private static boolean isMiss(ProofCache cache, long id, ProofDigest digest) {
        boolean missed = !cache.holds(id, digest, HASH);
        if (missed) {
            cache.put(id, digest, HASH);
        }
        return missed;
    }

    @Test
    void proofsOfSuccessiveIdsAreSpreadOverTheTable() {
        ProofCache cache = new ProofCache(1024);
        ProofDigest digest = digest("right");

        LongStream.range(0, 512).forEach(id -> cache.put(id, digest, HASH));

        assertThat(LongStream.range(0, 512)
                        .filter(id -> cache.holds(id, digest, HASH))
                        .count())
                .isGreaterThan(500);
        assertThat(IntStream.range(512, 1024).filter(id -> cache.holds(id, digest, HASH)))
                .isEmpty();
    }
}
