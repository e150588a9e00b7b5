package dev.patkit.examples.benchmarks.versions;

/**
 * Calls of one kind, made over a fixed set of tokens. The one type of this project that all versions share.
 * Thread-safe.
 */
public interface Calls {
    /**
     * Makes calls, one after another.
     *
     * @param from which token comes first; counted on beyond the last one
     * @param times how many calls
     * @return some of the results, so that no compiler leaves them out
     * @throws IllegalStateException if a token is refused: then something else was measured than was meant
     */
    Object[] make(long from, int times);
}
