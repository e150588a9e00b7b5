package dev.patkit.internal.pipeline;

import dev.patkit.secret.SecretHasher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretText;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenRequest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check is no secret: anybody can make one that fits a text which is no token. */
@Tag("M-6")
final class StrangeDigitsTest {
    private static final Scope READ = Scope.of("catalog:read");
    /** Digits of the secret and the check. */
    private static final int REST = 49;

    private final ScriptedStore store = new ScriptedStore();

    static Stream<Freshness> freshness() {
        return Stream.of(Freshness.strict(), Freshness.within(Duration.ofHours(1)));
    }

    private PersonalAccessTokens open(Freshness freshness) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .freshness(freshness)
                .build();
    }

    private static IssuedToken issue(PersonalAccessTokens pats) {
        return pats.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
    }

    /** The text of a token with another first digit of the secret, and the check that fits it. */
    private static String withFirstDigit(IssuedToken issued, char digit) {
        String text = issued.secret().reveal();
        int secret = text.length() - REST;
        return TokenFormat.withPrefix("pat")
                .write(issued.token().id(), SecretText.of(digit + text.substring(secret + 1, secret + 43)))
                .reveal();
    }

    private static Verification verify(PersonalAccessTokens pats, String text) {
        return pats.verifier().verify(PresentedToken.of(text), READ);
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @MethodSource("freshness")
    void textWhoseCheckFitsButWhoseSecretIsNotBase62IsMalformedAndNothingIsReadForIt(Freshness freshness) {
        try (PersonalAccessTokens pats = open(freshness)) {
            IssuedToken issued = issue(pats);
            assertThat(verify(pats, issued.secret().reveal())).isInstanceOf(Accepted.class);
            int before = store.calls();

            for (char strange : "-_.+/ @[`{\0\u007f".toCharArray()) {
                assertRefused(verify(pats, withFirstDigit(issued, strange)), Reason.MALFORMED);
            }
            assertThat(store.calls()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("freshness")
    void textWhoseCheckFitsAndWhoseSecretIsAnotherHasTheWrongSecret(Freshness freshness) {
        try (PersonalAccessTokens pats = open(freshness)) {
            IssuedToken issued = issue(pats);
            String text = issued.secret().reveal();
            assertThat(verify(pats, text)).isInstanceOf(Accepted.class);
            char other = text.charAt(text.length() - REST) == 'A' ? 'B' : 'A';

            assertRefused(verify(pats, withFirstDigit(issued, other)), Reason.WRONG_SECRET);
            assertThat(verify(pats, text)).isInstanceOf(Accepted.class);
        }
    }
}
