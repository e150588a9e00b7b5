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

/** Scopes as a column keeps them: a JSON array of names, such as {@code ["catalog:read"]}. */
final class ScopesJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScopesJson() {}

    static String write(Scopes scopes) {
        try {
            return JSON.writeValueAsString(scopes.names());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a set of texts is always JSON", e);
        }
    }

    static Scopes parse(String json) {
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

    /** The failure for a damaged column: it makes its own token unavailable, and its content is not in the message. */
    static UnavailableException damaged() {
        return UnavailableException.store("read", "the scopes of a row are not a JSON array of scope names", null);
    }
}
