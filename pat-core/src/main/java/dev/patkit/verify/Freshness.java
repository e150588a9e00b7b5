package dev.patkit.verify;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The maximum staleness of the data that a verification may rely on. {@link #strict()}, the default, reads the store at
 * every call. {@link #within} answers from a cache, and still accepts no token that was revoked or whose owner was
 * suspended longer ago than the bound. Immutable and thread-safe.
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
     * A verification may rely on a cached row. It refuses every token that was revoked, or whose owner was suspended,
     * at least the bound before it began, on any node; changes made through the same {@code PersonalAccessTokens} are
     * seen by the next call. Three times per bound, one small query asks the store which shards of tokens have changed.
     * When it is not answered in time, verifications read the store again; when that does not answer either, they
     * throw.
     *
     * <p>It needs an {@link dev.patkit.store.EpochStore}. Changes made in the database by hand are seen after ten
     * minutes, unless they raise the shard's epoch. No wall clock is involved, and no clock of another machine.
     *
     * @param bound 10 milliseconds to 1 hour
     * @return a freshness that caches up to 65,536 rows
     * @throws IllegalArgumentException if out of bounds
     */
    public static Freshness within(Duration bound) {
        requireNonNull(bound, "bound must not be null");
        if (bound.compareTo(LEAST) < 0 || bound.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("bound must be 10 milliseconds to 1 hour");
        }
        return new Freshness(bound, DEFAULT_ROWS);
    }

    /**
     * How many rows are cached, about 800 bytes each; rounded up to a power of two. Default: 65,536. Choose twice the
     * tokens in use at a time, and a proof cache no smaller. Has no effect on {@link #strict()}, which caches none.
     *
     * @param most 1 to 16,777,216
     * @return a changed copy
     * @throws IllegalArgumentException if out of bounds
     */
    public Freshness rows(int most) {
        if (most < 1 || most > MAX_ROWS) {
            throw new IllegalArgumentException("most must be 1 to " + MAX_ROWS);
        }
        return new Freshness(bound, bound.isZero() ? 0 : most);
    }

    /**
     * The maximum staleness.
     *
     * @return zero for {@link #strict()}
     */
    public Duration bound() {
        return bound;
    }

    /**
     * How many rows are cached.
     *
     * @return zero for {@link #strict()}
     */
    public int rows() {
        return rows;
    }

    /** Such as {@code within 1000 ms, 65536 rows}. */
    @Override
    public String toString() {
        return bound.isZero() ? "strict" : "within " + bound.toMillis() + " ms, " + rows + " rows";
    }
}
