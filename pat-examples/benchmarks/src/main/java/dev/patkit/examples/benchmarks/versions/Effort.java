package dev.patkit.examples.benchmarks.versions;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured, and for how long.
 *
 * @param loads how often both sides of a line are loaded anew, since the same code is not always compiled alike
 * @param rounds how many rounds for each load
 * @param warmUp how long each side is called before the first round
 * @param turns how often each side is called in a round
 * @param slice how long each side is called at a time
 * @param tokens the working sets of verifies from memory
 * @param rows how many tokens each database has
 */
record Effort(int loads, int rounds, Duration warmUp, int turns, Duration slice, List<Integer> tokens, int rows) {
    /** Eighteen rounds a line. The proof cache has eight places for each row. */
    static final Effort FULL =
            new Effort(6, 3, Duration.ofSeconds(2), 8, Duration.ofMillis(40), List.of(1, 16_384, 200_000), 8_192);
}
