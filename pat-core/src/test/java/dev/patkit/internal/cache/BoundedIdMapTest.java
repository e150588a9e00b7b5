package dev.patkit.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedIdMapTest {
    private static final int CAPACITY = 1024;

    private final BoundedIdMap<Long> map = new BoundedIdMap<>(CAPACITY, Long::longValue);

    /** Asks for a value as its user does: what is missing is put in. */
    private boolean isHeld(long id) {
        Long held = map.find(id);
        if (held == null) {
            map.put(id);
            return false;
        }
        assertThat(held).isEqualTo(id);
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void valuesInUseReplaceThoseThatAreNoLongerUsed(long seed) {
        Random random = new Random(seed);
        for (int unused = 0; unused < 18 * CAPACITY; unused++) {
            long id = random.nextLong() & Long.MAX_VALUE;
            isHeld(id);
            isHeld(id);
        }
        List<Long> live = LongStream.generate(() -> random.nextLong() & Long.MAX_VALUE)
                .limit(CAPACITY / 8)
                .boxed()
                .toList();
        for (int round = 0; round < 100; round++) {
            live.forEach(this::isHeld);
        }

        assertThat(live).as("seed " + seed).allMatch(this::isHeld);
    }

    @Test
    void twoValuesUsedInTurnDoNotEvictEachOther() {
        BoundedIdMap<Long> small = new BoundedIdMap<>(1, Long::longValue);
        for (long unused = 0; unused < 100; unused++) {
            small.put(unused);
            small.find(unused);
        }
        int misses = 0;
        for (int call = 0; call < 2_000; call++) {
            long id = 1_000L + call % 2;
            if (small.find(id) == null) {
                misses++;
                small.put(id);
            }
        }

        assertThat(misses).isLessThan(32);
    }

    @Test
    void valuesInUseStayWhileAMillionOthersAreUsedOnce() {
        Random random = new Random(20_261_125);
        List<Long> live = LongStream.rangeClosed(1, 64).boxed().toList();
        live.forEach(this::isHeld);
        int misses = 0;
        for (int other = 0; other < 1_000_000; other++) {
            map.put(random.nextLong() & Long.MAX_VALUE);
            if (!isHeld(live.get(other % live.size()))) {
                misses++;
            }
        }

        assertThat(misses).as("seed 20261125").isLessThan(1_000);
    }
}
