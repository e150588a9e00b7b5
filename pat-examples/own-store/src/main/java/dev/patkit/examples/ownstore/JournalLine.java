package dev.patkit.examples.ownstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patkit.secret.SecretHash;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditEvent.Action;
import dev.patkit.store.Change;
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

/**
 * Converts a change to a line of ASCII and back. A line is a verb and its values, URL-encoded and separated by single
 * spaces. A change of several parts is one line, too, with a bar between its parts, so that a file has all of them or
 * none.
 */
final class JournalLine {
    private JournalLine() {}

    static String change(Change change) {
        return Stream.of(
                        change.revocations().stream().map(part -> event(part.event())),
                        change.suspensions().stream().map(part -> event(part.event())),
                        change.insertions().stream().map(part -> event(part.event()) + " " + row(part.row())))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("|", "", "\n"));
    }

    private static String event(AuditEvent event) {
        return values(event.action(), event.at(), event.actor(), event.owner(), orEmpty(event.tokenId()));
    }

    private static String values(Object... values) {
        return Stream.of(values)
                .map(value -> URLEncoder.encode(value.toString(), UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static String orEmpty(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String row(StoredToken row) {
        Token token = row.token();
        return values(
                token.name(),
                token.description(),
                token.scopes(),
                orEmpty(token.expiresAt()),
                orEmpty(token.lastUsedAt()),
                orEmpty(token.revokedAt()),
                row.hash().phc(),
                row.secretCheck().isEmpty() ? "" : row.secretCheck().getAsInt());
    }

    static String use(TokenUse use) {
        HashUpgrade upgrade = use.upgrade();
        String used = values("USED", use.usedAt(), use.id());
        return upgrade == null
                ? used + "\n"
                : used + " "
                        + values(upgrade.expected().phc(), upgrade.replacement().phc()) + "\n";
    }

    static String purge(Instant deadBefore, int limit) {
        return values("PURGED", deadBefore, limit) + "\n";
    }

    /** Applies the change in a line. The same changes in the same order give the same tokens. */
    static void replay(String line, TokenStore store) {
        List<List<String>> parts = Arrays.stream(line.split("\\|", -1))
                .map(part -> Arrays.stream(part.split(" ", -1))
                        .map(value -> URLDecoder.decode(value, UTF_8))
                        .toList())
                .toList();
        List<String> values = parts.get(0);
        switch (values.get(0)) {
            case "USED" -> store.recordUses(List.of(readUse(values)));
            case "PURGED" -> store.purge(Instant.parse(values.get(1)), Integer.parseInt(values.get(2)));
            default ->
                store.apply(parts.stream()
                        .map(JournalLine::readPart)
                        .reduce(Change::and)
                        .orElseThrow());
        }
    }

    private static TokenUse readUse(List<String> values) {
        HashUpgrade upgrade =
                values.size() == 3 ? null : new HashUpgrade(SecretHash.of(values.get(3)), SecretHash.of(values.get(4)));
        return new TokenUse(readId(values.get(2)), Instant.parse(values.get(1)), upgrade);
    }

    private static TokenId readId(String text) {
        return TokenId.parse(text).orElseThrow();
    }

    private static Change readPart(List<String> values) {
        Instant at = Instant.parse(values.get(1));
        String actor = values.get(2);
        String owner = values.get(3);
        return switch (Action.valueOf(values.get(0))) {
            case ISSUED -> Change.issue(readRow(values), actor);
            case REVOKED -> Change.revoke(owner, readId(values.get(4)), at, actor);
            case ALL_REVOKED -> Change.revokeAll(owner, at, actor);
            case SUSPENDED -> Change.suspend(owner, at, actor);
            case REINSTATED -> Change.reinstate(owner, at, actor);
        };
    }

    private static StoredToken readRow(List<String> values) {
        Scopes scopes = Scopes.ofNames(List.of(values.get(7).split(" ")));
        Instant createdAt = Instant.parse(values.get(1));
        Token token = Token.builder(readId(values.get(4)), values.get(3), values.get(5), scopes, createdAt)
                .description(values.get(6))
                .expiresAt(instantOrNull(values.get(8)))
                .lastUsedAt(instantOrNull(values.get(9)))
                .revokedAt(instantOrNull(values.get(10)))
                .build();
        String check = values.get(12);
        OptionalInt secretCheck = check.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(check));
        return new StoredToken(token, SecretHash.of(values.get(11)), secretCheck, false);
    }

    private static @Nullable Instant instantOrNull(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
