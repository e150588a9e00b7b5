package dev.patkit.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patkit.fault.InvalidInputException;
import dev.patkit.fault.TokenStoreException;
import dev.patkit.token.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Scopes as a column keeps them: a JSON array of names, such as {@code ["catalog:read"]}. Texts that were read are known again,
 * since a service has many tokens and few sets of scopes, and every strict verification reads one.
 */
final class ScopesColumn {
    /** With so many known texts it begins anew, so that those which are not used any more do not stay for good. */
    static final int MAX_KNOWN = 1000;

    /** A longer text is read each time: it is rare, and would take much memory. */
    static final int MAX_KNOWN_LENGTH = 1000;

    private static final ConcurrentMap<String, Scopes> KNOWN = new ConcurrentHashMap<>();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScopesColumn() {}

    static String write(Scopes scopes) {
        try {
            return JSON.writeValueAsString(scopes.names());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a set of texts is always JSON", e);
        }
    }

    /** Reads a column; a damaged one is trouble for its own token, and is not repeated in the message. */
    static Scopes read(@Nullable String json) {
        if (json == null) {
            throw damaged();
        }
        Scopes known = KNOWN.get(json);
        return known == null ? remember(json, parse(json)) : known;
    }

    private static Scopes remember(String json, Scopes scopes) {
        if (json.length() > MAX_KNOWN_LENGTH) {
            return scopes;
        }
        if (KNOWN.size() >= MAX_KNOWN) {
            KNOWN.clear();
        }
        KNOWN.put(json, scopes);
        return scopes;
    }

    /** How many texts are known. */
    static int known() {
        return KNOWN.size();
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

    private static TokenStoreException damaged() {
        return new TokenStoreException("read", "the scopes of a row are not a JSON array of scope names", null);
    }
}
