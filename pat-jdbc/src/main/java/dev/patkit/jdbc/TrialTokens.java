package dev.patkit.jdbc;

import dev.patkit.secret.SecretHash;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Makes rows at the limits of what may be stored. */
final class TrialTokens {
    /** A character of four bytes in UTF-8 and two units in UTF-16. */
    static final String WIDE = "\uD83D\uDD11";

    static final int HASH_LENGTH = 512;

    private final SecureRandom random;

    TrialTokens(SecureRandom random) {
        this.random = random;
    }

    /** A live row of an owner and name, all of whose other texts are as short as they may be. */
    StoredToken shortest(String owner, String name) {
        Token token =
                Token.builder(id(), owner, name, Scopes.none(), Instant.EPOCH).build();
        return new StoredToken(token, SecretHash.of("$a"), OptionalInt.empty(), false);
    }

    private TokenId id() {
        return new TokenId(random.nextLong() & Long.MAX_VALUE);
    }

    /** A revoked row of an owner and name, all of whose other texts have the greatest length. */
    StoredToken longest(String owner, String name, long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        Token token = Token.builder(id(), owner, name, mostScopes(), instant)
                .description(WIDE.repeat(TokenRequest.MAX_DESCRIPTION_LENGTH))
                .expiresAt(instant)
                .lastUsedAt(instant)
                .revokedAt(instant)
                .build();
        SecretHash hash = SecretHash.of("$".repeat(HASH_LENGTH));
        return new StoredToken(token, hash, OptionalInt.of(Integer.MIN_VALUE), false);
    }

    private static Scopes mostScopes() {
        List<String> names = IntStream.range(0, Scopes.MAX_SIZE)
                .mapToObj(Integer::toString)
                .map(number -> "0".repeat(Scope.MAX_LENGTH - number.length()) + number)
                .toList();
        return Scopes.ofNames(names);
    }
}
