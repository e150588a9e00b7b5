package dev.patkit.internal.rows;

import dev.patkit.token.Scopes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets rows with equal scopes share one set. A service has many tokens and few sets of scopes, so shared sets stay in
 * the processor's cache where each row's own would not. Bounded; thread-safe.
 */
final class ScopesInterner {
    /** When it holds so many sets it is cleared, so that sets which are no longer used do not stay for good. */
    static final int MAX_SETS = 1000;

    private final ConcurrentMap<Scopes, Scopes> sets = new ConcurrentHashMap<>();

    /** An equal set: the one that other rows have, if there is one. */
    Scopes intern(Scopes scopes) {
        Scopes shared = sets.get(scopes);
        if (shared != null) {
            return shared;
        }
        if (sets.size() >= MAX_SETS) {
            sets.clear();
        }
        Scopes first = sets.putIfAbsent(scopes, scopes);
        return first == null ? scopes : first;
    }

    int size() {
        return sets.size();
    }
}
