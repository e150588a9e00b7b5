package dev.patkit.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patkit.fault.InvalidInputException;
import dev.patkit.fault.TokenStoreException;
import dev.patkit.token.Scopes;
import java.util.List;

/** Scopes as a column keeps them: a JSON array of names, such as {@code ["catalog:read"]}. */
final class ScopesColumn {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader NAMES = JSON.readerFor(new TypeReference<List<String>>() {});

    private ScopesColumn() {}

    static String write(Scopes scopes) {
        try {
            return JSON.writeValueAsString(scopes.names());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a set of texts is always JSON", e);
        }
    }

    /** Reads a column; a damaged one is trouble for its own token. */
    static Scopes read(String json) {
        try {
            List<String> names = NAMES.readValue(json);
            return Scopes.ofNames(names);
        } catch (JsonProcessingException | InvalidInputException | NullPointerException e) {
            throw new TokenStoreException("read", "the scopes of a row are not a JSON array of scope names", null);
        }
    }
}
