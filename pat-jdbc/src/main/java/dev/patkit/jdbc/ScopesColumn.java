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
import org.jspecify.annotations.Nullable;

/** Scopes as a column keeps them: a JSON array of names, such as {@code ["catalog:read"]}. */
final class ScopesColumn {
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
        try {
            JsonNode array = json == null ? JSON.missingNode() : JSON.readTree(json);
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
