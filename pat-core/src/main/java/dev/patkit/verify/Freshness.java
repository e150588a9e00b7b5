package dev.patkit.verify;

import dev.patkit.store.EpochStore;
import dev.patkit.store.TokenStore;
import java.time.Duration;

/**
 * How old the row may be that a verification goes by. {@link #strict()}, the default, reads the store at every call. {@link
 * #within} answers from memory, and still accepts no token that was revoked or whose owner was suspended longer ago than the
 * bound. Immutable and thread-safe.
 */
public final class Freshness {
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int DEFAULT_ROWS = 65_536;
    private static final int MAX_ROWS = 1 << 24;

    private final Duration bound;
    private final int rows;

    private Freshness(Duration bound, int rows) {
        this.bound = bound;
        this.rows = rows;
    }

    /**
     * Every verification reads the row: what was revoked before it began is refused.
     *
     * @return the default
     */
    public static Freshness strict() {
        return new Freshness(Duration.ZERO, 0);
    }

    /**
     * A verification may go by a row in memory. It refuses every token that was revoked, or whose owner was suspended, at
     * least the bound before it began, on whatever node; changes made through the same {@code PersonalAccessTokens} are seen
     * by the next call. Three times within the bound, one small query asks the store which shards of tokens have changed. When
     * it is not answered in time, verifications read the store again; when that does not answer either, they throw.
     *
     * <p>It needs an {@link EpochStore}. Changes made in the database by hand are seen after ten minutes, unless they raise the
     * shard's epoch. No clock of another machine enters, and none that can be set.
     *
     * @param bound 10 milliseconds to 1 hour
     * @return a freshness that remembers up to 65,536 rows
     * @throws IllegalArgumentException if out of bounds
     */
    public static Freshness within(Duration bound) {
        if (bound.compareTo(LEAST) < 0 || bound.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("bound must be 10 milliseconds to 1 hour");
        }
        return new Freshness(bound, DEFAULT_ROWS);
    }

    /**
     * How many rows are remembered, about 800 bytes each; rounded up to a power of two. Default: 65,536. Choose twice the
     * tokens in use at a time, and a proof cache no smaller. Of no effect on {@link #strict()}, which remembers none.
     *
     * @param most 1 to 16,777,216
     * @return a changed copy
     * @throws IllegalArgumentException if out of bounds
     */
    public Freshness rows(int most) {
        if (most < 1 || most > MAX_ROWS) {
            throw new IllegalArgumentException("rows must be 1 to " + MAX_ROWS);
        }
        return new Freshness(bound, bound.isZero() ? 0 : most);
    }

    /** The memory that keeps this promise over a store. */
    RowMemory over(TokenStore store, VerifierOptions options) {
        if (bound.isZero()) {
            return new NoMemory();
        }
        if (store instanceof EpochStore counting) {
            return new EpochMemory(counting, bound, rows, options.nanoTime(), options.listener());
        }
        throw new IllegalArgumentException("Freshness.within needs a store that counts its changes, and "
                + store.getClass().getName() + " does not: let it implement EpochStore, or choose Freshness.strict()");
    }

    /** Such as {@code within 1000 ms, 65536 rows}. */
    @Override
    public String toString() {
        return bound.isZero() ? "strict" : "within " + bound.toMillis() + " ms, " + rows + " rows";
    }
}
