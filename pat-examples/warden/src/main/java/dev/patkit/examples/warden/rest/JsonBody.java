package dev.patkit.examples.warden.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON object in the body of a request. Unknown fields are ignored. Reading an invalid field ends the request with
 * the service's {@link FieldErrors error response}.
 */
public final class JsonBody {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final JsonNode object;
    private final FieldErrors errors;

    private JsonBody(JsonNode object, FieldErrors errors) {
        this.object = object;
        this.errors = errors;
    }

    /** Reads the body of a request, which must be one JSON object. */
    public static JsonBody of(Context ctx, FieldErrors errors) {
        return of(read(ctx), "body", errors);
    }

    private static Optional<JsonNode> read(Context ctx) {
        try {
            return Optional.of(JSON.readTree(ctx.bodyAsBytes()));
        } catch (IOException | HttpResponseException e) {
            return Optional.empty(); // not JSON, or too large
        }
    }

    private static JsonBody of(Optional<JsonNode> node, String name, FieldErrors errors) {
        return node.filter(JsonNode::isObject)
                .map(object -> new JsonBody(object, errors))
                .orElseThrow(() -> errors.invalid(name, "must be one JSON object"));
    }

    /** Whether the field is present and not null. */
    public boolean has(String name) {
        return member(name).isPresent();
    }

    /** Reads a required text: one line, 1 to {@code maxLength} characters after surrounding blanks are stripped. */
    public String text(String name, int maxLength) {
        return optionalText(name, maxLength)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> errors.invalid(name, "must be a text of 1 to " + maxLength + " characters"));
    }

    /** Reads an optional text: one line, at most {@code maxLength} characters after surrounding blanks are stripped. */
    public Optional<String> optionalText(String name, int maxLength) {
        return member(name).map(node -> {
            String text = node.asText().strip();
            if (!node.isTextual() || text.codePointCount(0, text.length()) > maxLength || !isPrintable(text)) {
                throw errors.invalid(name, "must be a text of at most " + maxLength + " characters in one line");
            }
            return text;
        });
    }

    /** No control characters, which a database may refuse, and no unpaired surrogates. */
    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** Reads a required boolean. */
    public boolean flag(String name) {
        return member(name)
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElseThrow(() -> errors.invalid(name, "must be true or false"));
    }

    /** Reads a required list of objects. */
    public List<JsonBody> objects(String name) {
        JsonNode array = member(name)
                .filter(JsonNode::isArray)
                .orElseThrow(() -> errors.invalid(name, "must be a list of JSON objects"));
        List<JsonBody> objects = new ArrayList<>();
        array.forEach(node -> objects.add(of(Optional.of(node), name, errors)));
        return objects;
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }
}
