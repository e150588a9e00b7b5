package dev.patkit.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import dev.patkit.token.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Scopes as a column keeps them: a JSON array of names, such as {@code ["catalog:read"]}. Parsed values are cached, since a
 * service has many tokens and few sets of scopes, and every strict verification reads one. Thread-safe.
 */
final class ScopesColumn {
    /** When the cache holds so many texts it is cleared, so that texts which are no longer used do not stay for good. */
    static final int MAX_CACHED = 1000;

    /** A longer text is parsed each time: it is rare, and would take much memory. */
    static final int MAX_CACHED_LENGTH = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ConcurrentMap<String, Scopes> cached = new ConcurrentHashMap<>();

    static String write(Scopes scopes) {
        try {
            return JSON.writeValueAsString(scopes.names());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a set of texts is always JSON", e);
        }
    }

    /** Reads a column; a damaged one makes its own token unavailable, and its content is not in the message. */
    Scopes read(@Nullable String json) {
        if (json == null) {
            throw damaged();
        }
        Scopes known = cached.get(json);
        return known == null ? cache(json, parse(json)) : known;
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

    private static Scopes parse(String json) {
        try {
            JsonNode array = JSON.readTree(json);
            List<String> names = new ArrayList<>();
            array.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
            if (array.isArray()) {
                return Scopes.ofNames(names);
            }
        } catch (JsonProcessingException | InvalidInputException e) {
            throw damaged();
        }
        throw damaged();
    }

    private static UnavailableException damaged() {
        return UnavailableException.store("read", "the scopes of a row are not a JSON array of scope names", null);
    }
}
