package dev.patkit.jdbc;

import dev.patkit.token.Scopes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scopes of rows. Parsed values are cached, since a service has many tokens and few sets of scopes, and every
 * strict verification reads one. Thread-safe.
 */
final class ScopesColumn {
    /**
     * When the cache holds so many texts it is cleared, so that texts which are no longer used do not stay for good.
     */
    static final int MAX_CACHED = 1000;

    /** A longer text is parsed each time: it is rare, and would take much memory. */
    static final int MAX_CACHED_LENGTH = 1000;

    private final ConcurrentMap<String, Scopes> cached = new ConcurrentHashMap<>();

    Scopes read(@Nullable String json) {
        if (json == null) {
            throw ScopesJson.damaged();
        }
        Scopes known = cached.get(json);
        return known == null ? cache(json, ScopesJson.parse(json)) : known;
    }

    private Scopes cache(String json, Scopes scopes) {
        if (json.length() > MAX_CACHED_LENGTH) {
            return scopes;
        }
        if (cached.size() >= MAX_CACHED) {
            cached.clear();
        }
        cached.put(json, scopes);
        return scopes;
    }

    /** How many texts are cached. */
    int size() {
        return cached.size();
    }
}
