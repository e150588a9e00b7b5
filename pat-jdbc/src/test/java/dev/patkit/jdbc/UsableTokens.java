package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verifier;
import java.util.List;
import java.util.stream.IntStream;

/** Tokens that were issued with a fast hasher and can be presented. */
record UsableTokens(List<IssuedToken> issued) {
    private static final Scope READ = Scope.of("catalog:read");

    /** Issues a number of tokens, which do not expire. */
    static UsableTokens in(TokenStore store, int count) {
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .build()) {
            return new UsableTokens(IntStream.range(0, count)
                    .mapToObj(number -> pats.issue(TokenRequest.forOwner("alice")
                            .named("token " + number)
                            .allowing(READ)))
                    .toList());
        }
    }

    /**
     * Verifies the tokens by turns: the verifications {@code from}, {@code from + step} and so on below {@code times},
     * all accepted.
     */
    int accept(Verifier verifier, int from, int step, int times) {
        int accepted = 0;
        for (int i = from; i < times; i += step) {
            String text = issued.get(i % issued.size()).secret().reveal();
            assertThat(verifier.verify(PresentedToken.of(text), READ)).isInstanceOf(Accepted.class);
            accepted++;
        }
        return accepted;
    }
}
