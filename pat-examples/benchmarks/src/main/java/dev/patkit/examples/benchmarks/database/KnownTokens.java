package dev.patkit.examples.benchmarks.database;

import dev.patkit.token.TokenId;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Tokens to present: a sample spread evenly over all rows, so that it reaches the pages of table and index alike. */
public final class KnownTokens {
    private final String[] texts;
    private final TokenId[] ids;

    private KnownTokens(String[] texts, TokenId[] ids) {
        this.texts = texts;
        this.ids = ids;
    }

    /** Which token a thread takes next: any, at random, without asking the other threads. */
    @State(Scope.Thread)
    public static class Turn {
        private long random = 1;

        /**
         * Begins where no other thread does; the same at every run.
         *
         * @param thread which thread
         */
        @Setup
        public void begin(ThreadParams thread) {
            random = (thread.getThreadIndex() + 1) * 0x9E3779B97F4A7C15L;
        }

        int next(int bound) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            return (int) (((random >>> 32) * bound) >>> 32);
        }
    }

    /**
     * A sample of a database's tokens.
     *
     * @param count how many, at most
     * @param rows how many the database has
     * @return the sample
     */
    public static KnownTokens spread(int count, int rows) {
        int size = Math.min(count, rows);
        int[] numbers = IntStream.range(0, size)
                .map(i -> 1 + (int) ((long) i * rows / size))
                .toArray();
        return new KnownTokens(
                IntStream.of(numbers).mapToObj(TokenRows::textOf).toArray(String[]::new),
                IntStream.of(numbers).mapToObj(TokenRows::idOf).toArray(TokenId[]::new));
    }

    int size() {
        return texts.length;
    }

    TokenId id(int index) {
        return ids[index];
    }

    String text(int index) {
        return texts[index];
    }

    TokenId nextId(Turn turn) {
        return ids[turn.next(ids.length)];
    }

    String nextText(Turn turn) {
        return texts[turn.next(texts.length)];
    }
}
