package dev.patkit.verify;

import dev.patkit.token.Scopes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets rows with equal scopes share one set. A service has many tokens and few sets of scopes, so those stay in the processor's
 * cache where each row's own would not. Bounded; thread-safe.
 */
final class SharedScopes {
    /** Beyond this many kinds of sets it begins anew, so that kinds which are not used any more do not stay for good. */
    static final int MAX_KINDS = 1000;

    private final ConcurrentMap<Scopes, Scopes> kinds = new ConcurrentHashMap<>();

    /** An equal set, most likely the one that other rows have. */
    Scopes equalTo(Scopes scopes) {
        Scopes shared = kinds.get(scopes);
        if (shared != null) {
            return shared;
        }
        if (kinds.size() >= MAX_KINDS) {
            kinds.clear();
        }
        Scopes first = kinds.putIfAbsent(scopes, scopes);
        return first == null ? scopes : first;
    }

    int size() {
        return kinds.size();
    }
}
