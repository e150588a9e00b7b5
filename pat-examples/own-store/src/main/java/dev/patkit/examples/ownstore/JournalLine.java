package dev.patkit.examples.ownstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patkit.secret.SecretHash;
import dev.patkit.store.Selection;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.store.TokenUse.HashUpgrade;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts a change to a line of ASCII and back: a verb and its values, URL-encoded and separated by single spaces. */
final class JournalLine {
    private JournalLine() {}

    private static String line(Object... values) {
        return Stream.of(values)
                .map(value -> URLEncoder.encode(value.toString(), UTF_8))
                .collect(Collectors.joining(" ", "", "\n"));
    }

    static String insert(StoredToken row) {
        Token token = row.token();
        return line(
                "insert",
                token.id(),
                token.owner(),
                token.name(),
                token.description(),
                token.scopes(),
                token.createdAt(),
                orEmpty(token.expiresAt()),
                orEmpty(token.lastUsedAt()),
                orEmpty(token.revokedAt()),
                row.hash().phc(),
                row.secretCheck().isEmpty() ? "" : row.secretCheck().getAsInt());
    }

    private static String orEmpty(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    static String revoke(Selection selection, Instant at) {
        return line("revoke", selection.owner(), orEmpty(selection.id()), at);
    }

    static String suspend(String owner, boolean suspended, Instant at) {
        return line("suspend", owner, suspended, at);
    }

    static String use(TokenUse use) {
        HashUpgrade upgrade = use.upgrade();
        return upgrade == null
                ? line("use", use.id(), use.usedAt())
                : line(
                        "upgrade",
                        use.id(),
                        use.usedAt(),
                        upgrade.expected().phc(),
                        upgrade.replacement().phc());
    }

    static String purge(Instant deadBefore, int limit) {
        return line("purge", deadBefore, limit);
    }

    /** Applies the change in a line. The same changes in the same order give the same tokens. */
    static void replay(String line, TokenStore store) {
        List<String> values = Arrays.stream(line.split(" ", -1))
                .map(value -> URLDecoder.decode(value, UTF_8))
                .toList();
        switch (values.get(0)) {
            case "insert" -> store.insert(stored(values));
            case "revoke" -> store.revoke(selection(values), Instant.parse(values.get(3)));
            case "suspend" ->
                store.setSuspended(values.get(1), Boolean.parseBoolean(values.get(2)), Instant.parse(values.get(3)));
            case "use", "upgrade" -> store.recordUses(List.of(use(values)));
            case "purge" -> store.purge(Instant.parse(values.get(1)), Integer.parseInt(values.get(2)));
            default -> throw new IllegalArgumentException("a journal line has an unknown verb");
        }
    }

    private static StoredToken stored(List<String> values) {
        Scopes scopes = Scopes.ofNames(List.of(values.get(5).split(" ")));
        Token token = Token.builder(id(values), values.get(2), values.get(3), scopes, Instant.parse(values.get(6)))
                .description(values.get(4))
                .expiresAt(instantOrNull(values.get(7)))
                .lastUsedAt(instantOrNull(values.get(8)))
                .revokedAt(instantOrNull(values.get(9)))
                .build();
        String check = values.get(11);
        OptionalInt secretCheck = check.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(check));
        return new StoredToken(token, SecretHash.of(values.get(10)), secretCheck, false);
    }

    private static TokenId id(List<String> values) {
        return TokenId.parse(values.get(1));
    }

    private static @Nullable Instant instantOrNull(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }

    private static Selection selection(List<String> values) {
        String id = values.get(2);
        return id.isEmpty() ? Selection.allOf(values.get(1)) : Selection.one(values.get(1), TokenId.parse(id));
    }

    private static TokenUse use(List<String> values) {
        HashUpgrade upgrade = values.get(0).equals("use")
                ? null
                : new HashUpgrade(SecretHash.of(values.get(3)), SecretHash.of(values.get(4)));
        return new TokenUse(id(values), Instant.parse(values.get(2)), upgrade);
    }
}
