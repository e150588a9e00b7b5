package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.TestTokens;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Token;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verifier;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Tokens in a store that can be presented, as a fast hasher has issued them. */
record UsableTokens(List<Token> tokens) {
    static final TokenFormat FORMAT = TokenFormat.withPrefix("pat");

    private static final Scope READ = Scope.of("catalog:read");
    private static final SecretText SECRET = SecretText.of("S".repeat(43));

    /** Adds so many tokens to a store. */
    static UsableTokens in(TokenStore store, int count) {
        TestTokens tokens = TestTokens.seeded(20_261_125);
        List<Token> added =
                Stream.generate(() -> tokens.token("alice")).limit(count).toList();
        SecretHash hash = SecretHasher.sha256().hash(SECRET);
        for (Token token : added) {
            assertThat(store.insert(new StoredToken(token, hash, OptionalInt.empty(), false)))
                    .isEqualTo(Change.Result.APPLIED);
        }
        return new UsableTokens(added);
    }

    /** Verifies the tokens in turn, so many times, from the one of a number on, in steps; each must be accepted. */
    int accept(Verifier verifier, int from, int step, int times) {
        int accepted = 0;
        for (int i = from; i < times; i += step) {
            TokenId id = tokens.get(i % tokens.size()).id();
            PresentedToken presented =
                    PresentedToken.of(FORMAT.write(id, SECRET).reveal());
            assertThat(verifier.verify(presented, READ)).isInstanceOf(Accepted.class);
            accepted++;
        }
        return accepted;
    }
}
